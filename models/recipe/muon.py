"""Muon in single precision, matrices of one shape at a time.

Jordan et al. 2024, "Muon: An optimizer for hidden layers in neural networks": the momentum of a
weight matrix is brought near the closest orthogonal matrix by a Newton–Schulz iteration of fifth
order. ``torch.optim.Muon`` iterates in bfloat16, which a processor without instructions for it
does seven times more slowly than single precision (measured on 256 × 1024); here it is float32
on a CPU and bfloat16 on a GPU.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import torch
from torch import Tensor

_COEFFICIENTS = (3.4445, -4.7750, 2.0315)
_ITERATIONS = 5
_TINY = 1e-7
_ADAM_LIKE = 0.2
"""Root mean square of an update that AdamW makes (Liu et al. 2025, "Muon is scalable for LLM
training"): with it one learning rate serves both optimisers."""


def orthogonal(matrices: Tensor) -> Tensor:
    """The matrices (count × rows × columns) with singular values brought near 1."""
    wide = matrices if matrices.shape[1] <= matrices.shape[2] else matrices.mT
    wide = wide.to(torch.bfloat16 if wide.is_cuda else torch.float32)
    wide = wide / wide.norm(dim=(1, 2), keepdim=True).clamp(min=_TINY)
    a, b, c = _COEFFICIENTS
    for _ in range(_ITERATIONS):
        gram = wide @ wide.mT
        wide = torch.baddbmm(wide, torch.baddbmm(gram, gram, gram, beta=b, alpha=c), wide, beta=a)
    return (wide if matrices.shape[1] <= matrices.shape[2] else wide.mT).to(matrices.dtype)


class Muon(torch.optim.Optimizer):
    """For matrices only; every parameter must have two dimensions."""

    def __init__(
        self,
        params: Iterable[Tensor],
        lr: float,
        momentum: float = 0.95,
        weight_decay: float = 0.05,
    ) -> None:
        super().__init__(params, {"lr": lr, "momentum": momentum, "weight_decay": weight_decay})

    @torch.no_grad()
    def step(self, closure: Callable[[], Any] | None = None) -> None:  # type: ignore[override]
        """One step with Nesterov momentum and decoupled weight decay."""
        for group in self.param_groups:
            shapes: dict[torch.Size, list[Tensor]] = {}
            for parameter in group["params"]:
                if parameter.grad is not None:
                    shapes.setdefault(parameter.shape, []).append(parameter)
            for shape, parameters in shapes.items():
                updates = orthogonal(torch.stack([self._nesterov(p, group) for p in parameters]))
                size = group["lr"] * _ADAM_LIKE * max(shape) ** 0.5
                for parameter, update in zip(parameters, updates, strict=True):
                    parameter.mul_(1 - group["lr"] * group["weight_decay"])
                    parameter.add_(update, alpha=-size)

    def _nesterov(self, parameter: Tensor, group: dict[str, Any]) -> Tensor:
        state = self.state[parameter]
        if "momentum" not in state:
            state["momentum"] = torch.zeros_like(parameter)
        weight = 1 - group["momentum"]
        state["momentum"].lerp_(parameter.grad, weight)
        return torch.lerp(parameter.grad, state["momentum"], group["momentum"])
