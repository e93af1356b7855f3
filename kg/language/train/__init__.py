"""The recipe that makes the weights of the analyser; needs the extra `train`."""
