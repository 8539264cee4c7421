"""The place a document is about, told by a gazetteer from the document's own words, never from elsewhere."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from toolkit.patterns import lazy

_PEOPLES = r"(?:维吾尔|蒙古|哈萨克|柯尔克孜|锡伯|塔吉克|达斡尔|鄂温克|鄂伦春|各|[\u4e00-\u9fff]{1,3}族)*"
_SUFFIX = lazy(rf"(?<=..)(?:省|市|特别行政区|地区|盟|{_PEOPLES}自治[区州县旗])$")
_INSTITUTE = lazy(r"[\u4e00-\u9fff]{0,6}?(?:大学|学院|医院|银行|研究所|研究院|路|街)")
_PARTY = "一行"
_VISITORS = lazy(rf"[^,，。;；:：\n]{{0,24}}{_PARTY}(?![业动政])")  # who comes to visit is from elsewhere
_LONGEST_VISITORS = 26
_AREA = frozenset("域块间位别划内外")  # 河北区域 names no district
# Names of districts that are common words elsewhere: they count only beside the city or province they lie in.
_COMMON_DISTRICTS = frozenset(
    {
        "滨海新区",
        "清新区",
        "新建区",
        "新市区",
        "新都区",
        "城东区",
        "城西区",
        "城北区",
        "城厢区",
        "东城区",
        "西城区",
        "市南区",
        "市北区",
        "河口区",
        "东港区",
        "港口区",
        "南岸区",
        "江北区",
        "河北区",
        "海南区",
        "中山区",
        "江南区",
    }
)
_COMMON_WORDS = frozenset({"合作", "东方", "海西", "安宁", "和平", "平安", "兴平", "龙口", "资源"})
_HEAD = 3000
_TITLE_WEIGHT = 5
_LEAST = 3
_LEAST_SHARE = 0.4
_PROVINCE_SHARE = 0.4


class Region(NamedTuple):
    """A division: its name, level (`province`, `city`, `county`) and the divisions it lies in."""

    name: str
    level: str
    parent: str

    @property
    def full(self) -> str:
        """The name with all that it lies in: `江苏省镇江市`."""
        return self.parent + self.name

    @property
    def short(self) -> str:
        """The name without what it is, which is in all its names: `镇江`."""
        return _SUFFIX.sub("", self.name)


class Mention(NamedTuple):
    """A place where a text names a region."""

    region: Region
    start: int
    end: int


@cache
def gazetteer() -> tuple[Region, ...]:
    """Return all provinces, cities and counties."""
    lines = Path(__file__).with_name("regions.tsv").read_text(encoding="utf-8").splitlines()
    return tuple(Region(*line.split("\t")) for line in lines if not line.startswith("#"))


class _Name(NamedTuple):
    """What a name may mean: the regions, the one it means wherever it stands, and whether it is a full name.

    `district` is the district elsewhere that the name of a city stands for where that is named (朝阳 for 朝阳区).
    """

    regions: tuple[Region, ...]
    sure: Region | None
    full: bool
    district: str


@cache
def _names() -> tuple[Any, tuple[_Name, ...]]:
    """A finder of all full names and of the short names of provinces and cities, and what each may mean."""
    from daachorse import MATCH_KIND_LEFTMOST_LONGEST, CharwiseDoubleArrayAhoCorasick

    names: dict[str, list[Region]] = defaultdict(list)
    for region in gazetteer():
        names[region.name].append(region)
        if region.level == "county" and not region.name.endswith("市"):
            continue
        short = region.short
        if short != region.name and len(short) >= 2 and short not in _COMMON_WORDS:
            names[short].append(region)
        if short != region.name and region.name.endswith("自治州"):
            names[f"{short}州"].append(region)
    finder = CharwiseDoubleArrayAhoCorasick(list(names), MATCH_KIND_LEFTMOST_LONGEST)
    full = {region.name for region in gazetteer()}
    return finder, tuple(_entry(name, found, full=name in full) for name, found in names.items())


def _entry(name: str, regions: Sequence[Region], *, full: bool) -> _Name:
    sure = _sure(regions)
    return _Name(tuple(regions), sure, full, "" if full or sure is None else _district(name, sure))


def mentions(text: str, context: str = "") -> Iterator[Mention]:
    """Yield the regions that `text` names; a name with several meanings counts where its parent is named too.

    The parent may stand in `context`, the text around; without one, in `text` itself.
    """
    finder, names = _names()
    meant: dict[int, Region | None] = {}
    for start, end, number in finder.find(text):
        if number not in meant:
            meant[number] = _meant(names[number], context or text)
        region = meant[number]
        if region is None or (not names[number].full and _INSTITUTE.match(text, end)):
            continue
        if (text[end - 1] == "区" and text[end : end + 1] in _AREA) or _are_visitors(text, end):
            continue
        yield Mention(region, start, end)


def _are_visitors(text: str, start: int) -> bool:
    return _PARTY in text[start : start + _LONGEST_VISITORS] and _VISITORS.match(text, start) is not None


def _sure(regions: Sequence[Region]) -> Region | None:
    """The region that a name means in any text: a city before a county, or the only county of that name."""
    larger = [region for region in regions if region.level != "county"]
    only = regions if len(regions) == 1 and not _needs_parent(regions[0]) else [None]
    return (larger or only)[0]


def _meant(name: _Name, text: str) -> Region | None:
    """The region that a name means in a text: of counties of one name the one whose city the text names."""
    if name.sure is None:
        named = [region for region in name.regions if _SUFFIX.sub("", region.parent)[-2:] in text]
        return named[0] if len(named) == 1 else None
    elsewhere = name.district and name.district in text and name.sure.name not in text
    return None if elsewhere else name.sure


@cache
def _districts() -> dict[str, frozenset[str]]:
    """The cities in which a county or district of this name lies."""
    found: dict[str, set[str]] = defaultdict(set)
    for region in gazetteer():
        if region.level == "county":
            found[region.name].add(region.parent)
    return {name: frozenset(parents) for name, parents in found.items()}


def _district(short: str, region: Region) -> str:
    """The district elsewhere that bears the short name of a city: 朝阳区, which lies in Beijing too."""
    name = f"{short}区"
    return name if region.level == "city" and region.full not in _districts().get(name, {region.full}) else ""


def _needs_parent(region: Region) -> bool:
    """Whether a county's name says too little by itself: 东区, 城区, 滨海新区."""
    return len(region.name) <= 2 or region.name in _COMMON_DISTRICTS


def find_region(title: str, body: str) -> Region | None:
    """Return the region that title and opening of the body name most, or None when there is no clear one.

    Examples
    --------
    >>> find_region("镇江市科技创新十大新闻", "我市科技孵化载体进入新阶段。").full
    '江苏省镇江市'
    """
    places: dict[Region, int] = defaultdict(int)
    titled: set[Region] = set()
    for region, start, _ in mentions(f"{title}\n{body[:_HEAD]}"):
        if start < len(title):
            titled.add(region)
        places[region] += _TITLE_WEIGHT if start < len(title) else 1
    best = max(places, key=lambda region: places[region], default=None)
    best = _of_the_title(best, titled)
    if best is None or places[best] < max(_LEAST, _LEAST_SHARE * _elsewhere(best, places)):
        return None
    if best.level == "province":
        inside = {region: score for region, score in places.items() if region.parent.startswith(best.name)}
        if best in titled:
            inside = {region: score for region, score in inside.items() if region in titled}
        nearest = max(inside, key=lambda region: inside[region], default=best)
        return nearest if places[nearest] >= _PROVINCE_SHARE * places[best] else best
    return best


def _of_the_title(best: Region | None, titled: Collection[Region]) -> Region | None:
    """The region of the title that `best` lies in: a report of a province may name one of its cities most."""
    above = [region for region in titled if best is not None and best.parent.startswith(region.name)]
    return best if best in titled or not above else max(above, key=lambda region: len(region.full))


def _elsewhere(best: Region, places: dict[Region, int]) -> int:
    """The mentions of regions that neither hold `best` nor lie in it."""
    return sum(
        score
        for region, score in places.items()
        if not best.full.startswith(region.name) and best.name not in region.full
    )
