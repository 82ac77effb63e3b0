"""Who somebody is: credentials, STS with trust policies and external IDs (R4, R39), and IAM's policy simulation."""
