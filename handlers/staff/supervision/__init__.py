"""Pages of supervision: quarters of the fund, inspections, evaluations, money taken back."""
