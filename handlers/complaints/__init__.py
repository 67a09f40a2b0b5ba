"""What is left openly (意见, 投诉 and other matters): acts of its person, and how they read it."""
