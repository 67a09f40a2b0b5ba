"""Run the assistant: `python bot.py run`. Everything lives in the package `bot`."""

from bot.cli import main

main()
