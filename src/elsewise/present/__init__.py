"""Pictures and exports."""
