"""The pages, the socket and the local server: they show and join, and decide nothing."""
