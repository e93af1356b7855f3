"""Training of the learned claim extractor; needs the extra `train`."""
