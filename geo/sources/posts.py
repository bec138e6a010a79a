"""Keep the post that answers for ground, and leave out the person who holds it."""

from __future__ import annotations

import re
from typing import Final

from geo.sources.aliases import plain_text

_POST: Final = re.compile(
    r"网格长|网格员|护林员|巡护员|管护员|指导员|联络员|驻村干部|包村干部|包组干部|包片干部|包片领导|村干部|组干部|副?书记|支书"
    r"|副?主任|副?站长|副?所长|副?局长|副?乡长|副?镇长|副?村长|副?组长|副?队长|副?部长|副?科长|社长|片长|林长|民警|辅警|专干"
    r"|文书|干部|委员|村委会?|居委会?|党支部|林业站|派出所|禁毒办|综治办|管护站|林场|政府|单位|工作站|办公室|岗位?$"
)
_LATIN_POST: Final = re.compile(
    r"keeper|officer|head|station|ranger|office|team|committee|leader|warden|post|secretary|chief|police"
    r"|forester|guard|clerk|mayor|village|town|unit|cadre",
    re.IGNORECASE,
)
_SURNAMES: Final = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范"
    "金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤常温康施文牛樊葛邢安齐易乔伍庞颜倪庄"
    "聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈"
    "饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫"
    "寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝"
)
_PLACE_END: Final = frozenset("村组镇乡县市州区片寨湾坝沟山岭坪屯庄社部办站所局场级队委厅处")
_PARTS: Final = re.compile(r"[\s:：,，;；、/|（）()\[\]【】]+")
_NUMBERS: Final = re.compile(r"\d{7,}[\dXx]?")
_HAN_NAME: Final = re.compile(r"[\u4e00-\u9fff]{2,4}")
_LATIN_NAME: Final = re.compile(r"[A-Z][a-z'-]+(?: [A-Z][a-z'.-]*)+")
_SHORT_NAME: Final = 3


def without_names(text: str) -> str:
    """Keep the post of a text; names beside it, and long numbers, are left out.

    Two to four characters that begin with a common surname and name neither a post nor a place are taken
    for a person's name: a post of such a look is lost, which the import says.

    >>> without_names("村级网格长"), without_names("张三"), without_names("网格长：张三")
    ('村级网格长', '', '网格长')
    >>> without_names("李家湾村护林员"), without_names("王主任"), without_names("John Smith")
    ('李家湾村护林员', '主任', '')
    """
    plain = plain_text(text)
    if _LATIN_NAME.fullmatch(plain) and not _LATIN_POST.search(plain):
        return ""
    parts = [part for part in _PARTS.split(_NUMBERS.sub("", plain)) if part]
    kept = [_of_part(part) for part in parts]
    if kept == parts and not _NUMBERS.search(plain):
        return plain
    return " ".join(part for part in kept if part)


def _of_part(part: str) -> str:
    """Keep what is a post in one word of a text."""
    posts = list(_POST.finditer(part))
    if not posts:
        return "" if _is_name(part) else part
    # What follows the last post is who holds it.
    after = part[posts[-1].end() :]
    if after:
        part = part[: posts[-1].end()] if _is_name(after) else part
    before = part[: posts[0].start()]
    named = before[:1] in _SURNAMES and (len(before) == 1 or _is_name(before))
    return part[posts[0].start() :] if named else part


def _is_name(word: str) -> bool:
    if not _HAN_NAME.fullmatch(word) or word[0] not in _SURNAMES or word[-1] in _PLACE_END:
        return False
    # Four characters are a name only with a surname of two, which no common place begins with.
    return len(word) <= _SHORT_NAME or word[:2] in {"欧阳", "司马", "上官", "诸葛", "司徒", "东方"}
