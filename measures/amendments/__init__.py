"""Amendments of a plan: who changed what by which act, and how the plan stood before."""
