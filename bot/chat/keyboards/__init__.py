"""One function a screen: its facts in, its buttons out."""
