"""Recipe of the embedded model: corpus → annotated pairs → vocabulary → weights → scores."""
