"""Why a database cannot be used, and what the operator does about it."""

from __future__ import annotations

import sqlite3
from types import MappingProxyType

A_FOLDER = "这是一个文件夹：请在后面加上文件名，如 ezhen.sqlite3"
NOT_A_FOLDER = "路径中间有一段不是文件夹：请改路径"
NO_PERMISSION = "没有权限：请让运行本系统的账号能读写这个文件和它所在的文件夹"
REFUSED = "数据库服务器拒绝连接：请确认 PostgreSQL 已经启动，主机和端口没有写错"
NO_HOST = "找不到这台主机：请检查主机名"
TIMED_OUT = "连接超时：请检查主机、端口和防火墙"
UNKNOWN = "打不开，或者结构不能升级：请检查路径、磁盘和权限；数据库如果被更新的版本用过，请用那个版本"

SQLITE: MappingProxyType[int, str] = MappingProxyType(
    {
        sqlite3.SQLITE_CANTOPEN: "打不开：请检查路径和权限",
        sqlite3.SQLITE_READONLY: "只读，不能写入：请让运行本系统的账号能写这个文件和它所在的文件夹",
        sqlite3.SQLITE_NOTADB: "不是 SQLite 数据库：请换一个文件名，不要用已有的别的文件",
        sqlite3.SQLITE_CORRUPT: "文件已经损坏：请用备份恢复",
        sqlite3.SQLITE_BUSY: "正被别的程序占用：请先停下它，再试一次",
        sqlite3.SQLITE_FULL: "磁盘满了：请清理磁盘",
        sqlite3.SQLITE_IOERR: "读写出错：请检查磁盘",
    }
)
POSTGRESQL: MappingProxyType[str, str] = MappingProxyType(
    {
        "28P01": "用户名或者密码不对",
        "28000": "用户名或者密码不对，或者服务器不许这样登录（pg_hba.conf）",
        "3D000": "服务器上没有这个库：请先建库",
        "42501": "这个用户没有建表的权限：请在库里授权",
        "53300": "数据库的连接数满了：请稍后再试，或者调大 max_connections",
        "57P03": "数据库服务器正在启动：请稍后再试",
    }
)


def unusable(*, name: str, file: str, reason: str) -> str:
    """Name the variable, the file if it is one, and what to do."""
    return f"{name}：数据库{f' {file} ' if file else ''}不能用（{reason}）。"


def missing(*, name: str) -> str:
    """Say that there is no database yet."""
    return f"{name}：数据库还没有建立。请先运行 .venv/bin/python bot.py db upgrade，或者检查路径。"


def not_current(*, name: str) -> str:
    """Say that the database has not our newest tables, or does not answer."""
    return f"{name}：数据库连不上，或者结构不是最新。请运行 .venv/bin/python bot.py db upgrade。"


KEY_FAULTS: MappingProxyType[str, str] = MappingProxyType(
    {
        "missing": "没有这个文件，而数据库里已有用它签名的记录：请从密钥的备份恢复原来的文件；确实找不回来的，"
        "按 README.zh-CN.md“审计密钥”一节办理",
        "unreadable": "读不出来，或者不是本系统的密钥：请检查权限，或者从密钥的备份恢复",
        "unwritable": "密钥写不进去：请让运行本系统的账号能写这个文件夹，或者换一个位置",
        "foreign": "不是这个数据库的密钥：请换回原来的文件，或者检查数据库地址有没有写错",
        "used": "这把密钥签过名，而数据库里只有旧数据，没有签名的记录：数据库可能被换成了旧的，或者被改过。"
        "请先核对数据库；"
        "确实要用这个旧数据库的，按 README.zh-CN.md“审计密钥”一节办理",
    }
)


def unusable_key(*, name: str, file: str, fault: str) -> str:
    """Name the variable and the file of the key, and what to do."""
    return f"{name}：密钥文件 {file} 不能用（{KEY_FAULTS[fault]}）。"
