"""`staff`, `contracts` and `bindings`, each as a process of its own."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.processes import environment, run_bot

CONTRACT = (
    *("--firm", "安泽县演示连翘加工有限公司", "--credit-code", "91141026MA0CEH01X1", "--project", "加工车间"),
    *("--procurement", "AZCG-1", "--amount", "120万", "--signed", "2026-03-01", "--due", "2026-12-31"),
    *("--account", "6222 0000 1111 2222", "--bank", "演示银行"),
)


@pytest.fixture
def env(tmp_path: Path) -> dict[str, str]:
    made = environment(tmp_path)
    assert run_bot("db", "upgrade", env=made).returncode == 0
    return made


def done(*words: str, env: dict[str, str]) -> str:
    found = run_bot(*words, env=env)
    assert found.returncode == 0, found.stderr
    return found.stdout


def refused(*words: str, env: dict[str, str], code: int = 1) -> str:
    found = run_bot(*words, env=env)
    assert found.returncode == code, (found.stdout, found.stderr)
    assert "Traceback" not in found.stderr
    return found.stderr


def test_a_contract_from_its_entry_to_a_bind_code(env: dict[str, str]) -> None:
    done("staff", "add", "工信甲", "--role", "bureau", env=env)
    done("staff", "add", "工信乙", "--role", "bureau", env=env)
    assert "还没有启用" in done("contracts", "add", "AZ-1", *CONTRACT, env=env)
    assert "预付比例需在合同上载明" in refused("contracts", "activate", "AZ-1", "--by", "工信甲", env=env)
    by = ("--by", "工信甲", "--document", "补充协议1号")
    done("contracts", "amend", "AZ-1", *by, "--ratio", "30%", env=env)
    done("contracts", "activate", "AZ-1", "--by", "工信甲", env=env)
    account = ("--account", "62220000333344", "--bank", "新银行")
    assert "请在工作台办理" in refused("contracts", "amend", "AZ-1", *by, *account, env=env)
    check = ("contracts", "check", "AZ-1", "--account", "62220000333344", "--by", "工信乙")
    assert "请在工作台办理" in refused(*check, env=env)
    shown = done("contracts", "show", "az-1".upper(), env=env)
    assert "状态：履行中" in shown
    assert "62220000333344" not in shown
    long = "AZ-2026-0000000001"
    done("contracts", "add", long, *CONTRACT, env=env)
    listed = done("contracts", "list", env={**env, "COLUMNS": "80"})
    assert "AZ-1" in listed
    assert long in listed  # the number is copied from here into other commands
    code = done("contracts", "bind-code", "AZ-1", env=env)
    assert re.search(r"绑定码：[0-9A-Z]{10}\n", code)
    assert "审计链完整" in done("audit", "verify", env=env)


def test_a_sheet_is_imported_whole_or_not_at_all(env: dict[str, str], tmp_path: Path) -> None:
    file = tmp_path / "合同.xlsx"
    done("contracts", "template", str(file), env=env)
    book = load_workbook(BytesIO(file.read_bytes()))
    page = book["合同"]
    page.append(_row("AZ-1", "91141026MA0CEH03X3"))
    page.append(_row("AZ-2", "91141026MA0CEH02X3"))
    page.append(_row("AZ-1", "91141026MA0CEH03X3"))
    page.append([*_row("AZ-0", "91141026MA0CEH01X1")[:5], "一百多万", *_row("AZ-1", "")[6:]])
    done("contracts", "add", "AZ-0", *CONTRACT, env=env)
    book.save(file)
    faults = refused("contracts", "import", str(file), env=env)
    assert "请改正下面" in faults
    assert "第3行C列（统一社会信用代码）" in faults
    assert "第4行A列（合同编号）：这个合同编号与第2行重复" in faults
    assert "第5行A列（合同编号）：合同编号“AZ-0”已经登记过" in faults
    assert "第5行B列（承办企业名称）：这个统一社会信用代码已登记为" in faults
    assert "第5行F列（合同金额（元））" in faults
    assert "AZ-1" not in done("contracts", "list", env=env)
    page.delete_rows(4, 2)
    page["C3"] = "91141026MA0CEH02X2"
    book.save(file)
    assert "已登记2份合同" in done("contracts", "import", str(file), env=env)
    again = refused("contracts", "import", str(file), env=env)
    assert "第2行A列（合同编号）：合同编号“AZ-1”已经登记过" in again
    assert "第3行A列" in again


def _row(number: str, code: str) -> list[object]:
    name = f"安泽县演示{number}公司"
    return [
        number,
        name,
        code,
        "项目",
        "CG",
        1200000.5,
        0.3,
        "2026-03-01",
        "2026-12-31",
        name,
        "04123456789",
        "银行",
    ]


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("contracts", "import", "no.xlsx"), 2, "打不开"),
        (("contracts", "template", "/no/such/folder/x.xlsx"), 2, "写不进去"),
        (("contracts", "show", "没有"), 1, "没有编号为“没有”的合同"),
        (("contracts", "bind-code", "没有"), 1, "没有编号为“没有”的合同"),
        (("contracts", "bind-code", "X", "--qr", "x.gif"), 2, ".png"),
        (("contracts", "bind-code", "X", "--qr", "x.png"), 2, "没有配置微信公众号"),
        (("contracts", "activate", "X", "--by", "没有"), 1, "名单上没有在岗的“没有”"),
        (("contracts", "amend", "X", "--by", "甲", "--document", "函"), 1, "一次登记一项变更"),
        (("contracts", "amend", "X", "--by", "甲", "--document", "函", "--amount", "一百多万"), 1, "合同金额："),
        (("contracts", "add", "X", *CONTRACT, "--ratio", "abc"), 1, "预付比例：认不出比例"),
        (("bindings", "end", "7", "--by", "没有"), 1, "名单上没有在岗的“没有”"),
        (("staff", "off", "没有"), 1, "名单上没有在岗的“没有”"),
        (("staff", "link", "没有"), 1, "名单上没有在岗的“没有”"),
        (("staff", "add", "甲 乙", "--role", "office"), 1, "姓名不能用"),
        (("staff", "add", "管", "--role", "administrator", "--role", "office"), 1, "管理员不办业务"),
    ],
)
def test_a_mistake_is_one_clear_message(env: dict[str, str], words: tuple[str, ...], code: int, said: str) -> None:
    assert said in refused(*words, env=env, code=code)


def test_staff_come_and_go(env: dict[str, str]) -> None:
    assert "还没有人" in done("staff", "list", env=env)
    done("staff", "add", "甲", "--role", "office", "--role", "report-officer", env=env)
    assert "举报受理人员" in done("staff", "roles", "甲", "--role", "report_officer", env=env)
    assert "已经在名单上" in refused("staff", "add", "甲", "--role", "payer", env=env)
    done("staff", "roles", "甲", "--role", "payer", env=env)
    assert re.search(r"一次性关联码：[0-9A-Z]{10}", done("staff", "link", "甲", env=env))
    done("staff", "off", "甲", env=env)
    listed = done("staff", "list", env=env)
    assert "拨付部门" in listed
    assert "已离岗" in listed
    assert "没有人绑定" in done("bindings", "list", env=env)
