"""Virtual people in great numbers, and the classical designs that policies are compared with."""
