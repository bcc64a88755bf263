"""The review loop: what comes back is aligned, compared, merged and kept."""
