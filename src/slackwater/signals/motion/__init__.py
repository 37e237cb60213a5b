"""Movement from an accelerometer: tremor, rocking, stillness, and whether anything can be said at all."""
