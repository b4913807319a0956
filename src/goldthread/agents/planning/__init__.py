"""Plans from any reply: parsed, made valid, or made by code where the request fixes the units."""
