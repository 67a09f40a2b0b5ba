"""What is said to 有用 and 没用."""

THANKS_USEFUL = "谢谢您的反馈。"
THANKS_USELESS = (
    "谢谢，已经记下这个问题（不记您是谁），留给工作人员改进时参考。您可以换个说法再问，或者回复 0 找工作人员。"
)
NOTHING_TO_RATE = "您想评价哪个答复？请先提问，看到答复后再回复“有用”或“没用”。"
