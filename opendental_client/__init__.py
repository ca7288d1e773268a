"""A typed, async client for the Open Dental REST API."""
