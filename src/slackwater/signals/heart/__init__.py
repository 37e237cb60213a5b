"""The heart: intervals judged one by one, the rate now, and how it differs from the person's own usual."""
