"""Who somebody is: staff, contractors, one-time codes, the binding of a person to a firm."""
