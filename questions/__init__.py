"""Questions of citizens about measures, and the answers that everybody can read."""
