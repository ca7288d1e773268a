"""The inspector: pages at the sandbox's root that show what its Open Dental holds. They change nothing but faults."""
