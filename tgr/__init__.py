"""Learn to learn from trained models instead of data (Task Groupings Regularization)."""
__version__ = "0.1.0"
