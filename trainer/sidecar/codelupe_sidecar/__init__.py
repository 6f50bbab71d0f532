"""CodeLupe's training process: plain PyTorch behind HTTP on a Unix socket. See trainer.md of the design."""

__version__ = "0.1.0"
