"""WeCom (企业微信): notices to members of staff, by the robot of a group and by an application of the office's."""
