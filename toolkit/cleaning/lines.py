"""Rules on single lines: what a web page puts around its text, told by the line's own words.

Precision comes before recall: body text lost is worse than boilerplate kept. Each rule is anchored at the start of
the line, and most hold only for short lines.
"""

import re
from typing import NamedTuple

from toolkit.document import Kind

_DATE = r"\d{4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}\s*日?"
_TIME = rf"{_DATE}(?:\s*(?:上午|下午)?\s*\d{{1,2}}:\d{{2}}(?::\d{{2}})?)?"
_COLON = r"\s*[:：]\s*"
_NAME = r"[\u4e00-\u9fff]\s?[\u4e00-\u9fff]{1,3}"
_REPORTER = r"[\u4e00-\u9fffA-Za-z·•]{0,16}(?:记者|通讯员|撰稿|摄影报道)"
_MENU = (
    "首页|主页|网站首页|返回首页|返回顶部|回到顶部|返回列表|返回|顶部|网站地图|联系我们|关于我们|登录|注册|登录注册|登录个人中心|个人中心|用户中心|"
    "移动端|移动端应用|客户端|手机版|电脑版|无障碍|无障碍浏览|无障碍阅读|长者模式|关怀版|长者版|适老化|繁体|繁体版|简体|简体版|English|EN|RSS|"
    "收藏本站|加入收藏|设为首页|政务微信|政务微博|官方微信|官方微博|微信公众号|微博|微信|智能问答|智能机器人|站内搜索|搜索|高级搜索|邮箱|"
    "打印|打印本页|关闭|关闭窗口|关闭本页|分享|分享到|分享至|收藏|纠错|我要纠错|下载|字号|大|中|小|大 中 小|"
    "新闻中心|政务公开|信息公开|政民互动|互动交流|办事服务|政务服务|专题专栏|机构概况|机构设置|通知公告|公告公示|走进[\u4e00-\u9fff]{2,4}|"
    "点赞|评论|转发|举报|投诉|热门|更多|更多>>|查看更多|展开全文|阅读全文|扫一扫|订阅|关注我们|版权声明|免责声明|隐私政策|上一页|下一页|尾页"
)


class LineRule(NamedTuple):
    """A rule with its id, the kind it gives a line, its pattern (anchored at the start) and its longest line."""

    id: str
    kind: Kind
    pattern: str
    longest: int = 80


LINE_RULES: tuple[LineRule, ...] = (
    LineRule("menu", "boilerplate", rf"(?:[【\[]?(?:{_MENU})[】\]]?(?:[\s|/·>»:：]+|$))+$"),
    LineRule("breadcrumb", "boilerplate", r"(?:您?(?:现在|当前)?的?(?:所在)?位置|当前位置|当前栏目|所在位置)" + _COLON),
    LineRule("breadcrumb", "boilerplate", r"(?:网站)?首页\s*(?:[>»›/|\-—]|&gt;)"),
    LineRule("site-bar", "boilerplate", r"(?:网站)?首[页頁](?:\s+[^\s，。,;；]{2,8}){3,}$", 120),
    LineRule("page-tools", "boilerplate", r"[【\[(（]?\s*(?:字体|字号|文字)\s*[:：]?\s*[\[【(（]?\s*[大小中]"),
    LineRule(
        "page-tools",
        "boilerplate",
        r"(?:分享到?|分享至|扫一扫|扫码|长按|点击(?:上方|下方|蓝字|关注)|关注我们)[^。]*$",
        40,
    ),
    LineRule(
        "counter",
        "boilerplate",
        r"(?:阅读|浏览|点击|访问|点赞|评论)(?:量|数|次数|人数)?\s*[:：(（]?\s*\d[\d,万+]*\s*次?[)）]?$",
    ),
    LineRule("counter", "boilerplate", r"[(（]\d+[)）]$"),
    LineRule("counter", "boilerplate", r"(?:ID|id|文章ID|信息来源ID)\s*[:：]\s*\w+$"),
    LineRule(
        "page-number",
        "boilerplate",
        r"(?:第\s*\d+\s*页(?:[,，/\s]*共\s*\d+\s*页)?|[-—–－]\s*\d{1,4}\s*[-—–－]|\d{1,3}\s*/\s*\d{1,3})$",
    ),
    LineRule("neighbours", "boilerplate", r"[<«]?\s*(?:上一[篇条则页]|下一[篇条则页]|前一篇|后一篇)(?:[\s:：]|$)", 120),
    LineRule(
        "related",
        "boilerplate",
        r"[【\[]?(?:相关(?:推荐|新闻|链接|阅读|文章|报道|稿件|信息|解读|附件)|推荐阅读|延伸阅读|热门(?:推荐|文章|新闻)|猜你喜欢|最新(?:文章|新闻)|精彩推荐|往期(?:推荐|回顾))[】\]]?\s*[:：]?$",
    ),
    LineRule(
        "copyright",
        "boilerplate",
        r"[【\[(（]?(?:版权(?:声明|所有|说明)|免责(?:声明|条款)|特别声明|郑重声明|声明)[】\])）]?(?:[:：\s©]|$)",
        600,
    ),
    LineRule(
        "copyright",
        "boilerplate",
        r"(?:本文|本稿|文章|以上内容|本网)[^。]{0,12}(?:来自|来源于|转载自|由[^。]{0,20}原创)[^。]{0,30}[,，。][^。]{0,20}(?:仅代表|不代表|观点|转载|侵权|版权)",
        600,
    ),
    LineRule(
        "copyright",
        "boilerplate",
        r"(?:未经[^。]{0,20}(?:授权|许可|同意)|转载请(?:注明|联系)|如(?:有|需|涉及)[^。]{0,12}(?:侵权|转载|版权))",
        200,
    ),
    LineRule("copyright", "boilerplate", r"(?:Copyright|©|版权所有)", 300),
    LineRule(
        "registration",
        "boilerplate",
        r"[^。]{0,30}(?:ICP[备证]|公网安备|网站标识码|网信备|信息网络传播视听节目许可证)",
        300,
    ),
    LineRule(
        "site-owner",
        "boilerplate",
        r"(?:主办单位|承办单位|维护单位|技术支持|网站维护|地址|邮编|联系电话|举报电话|违法和不良信息举报)"
        + _COLON
        + r"[^。]*$",
        120,
    ),
    LineRule(
        "byline",
        "byline",
        r"[(（\[【]?\s*(?:信息)?(?:来源|稿源|来稿|文章来源|信息来源|出处|供稿|作者|文|撰文|编辑|责编|责任编辑|编审|审核|审校|校对|值班编辑|监制|初审|复审|终审|策划|统筹|主编|发布机构|发布单位|发布时间|发布日期|发表时间|发文时间|更新时间|成文日期|公布日期|时间|日期|记者|通讯员|实习生|摄影)(?:"
        + _COLON
        + r"|[/丨|])[^。]*$",
        120,
    ),
    LineRule(
        "byline",
        "byline",
        rf"[(（]?\s*{_REPORTER}(?:\s+|{_COLON})?{_NAME}(?:[\s、,，]+(?:{_REPORTER}\s*)?{_NAME})*\s*(?:文/?图|摄|报道)?[)）]?$",
        60,
    ),
    LineRule("byline", "byline", rf"(?:{_TIME}|{_DATE})(?:\s*(?:来源|作者|编辑|浏览|点击|阅读|字号|【).*)?$", 120),
    LineRule(
        "caption",
        "caption",
        r"(?:[▲△▼↑↓]|图\s*[:：]|图(?:一|二|三|四|\d{1,2})\s*[:：]|(?:上|下|左|右)?图[为是]|(?:资料)?图片?[:：]|题图)",
        120,
    ),
    LineRule(
        "caption", "caption", r"[(（]?[^。!?]{0,24}(?:供图|摄影|摄|图/[^。]{2,8}|资料图|配图|视频截图)[)）]?$", 40
    ),
)
"""First match wins; a line longer than `longest` is never touched by that rule."""

_COMBINED = re.compile("|".join(f"(?P<r{number}>{rule.pattern})" for number, rule in enumerate(LINE_RULES)))
_LONGEST = max(rule.longest for rule in LINE_RULES)

_SPAM_OPENING = re.compile(r"(?:主站蜘蛛池|蜘蛛池模板|友情链接|友链)")
_SPAM_WORD = re.compile(
    "在线观看|在线播放|免费观看|免费视频|视频免费|一级毛片|毛片|国产精品|国产.{0,4}(?:片|视频|丝袜)|无码|无遮挡|丝袜|午夜视频|成人|少妇|"
    "人妻|麻豆|欧美激情|偷情|黄色|AV|av在|美女(?:直播|视频)|时时彩|百家乐|彩票(?:网|平台|开奖)|棋牌游戏|老虎机|赌场|真人娱乐|博彩|"
    "六合彩|开奖结果|代开发票|代办证件|信用卡套现|迷药|伟哥|私服"
)
_SPAM_WORDS = 4
_SPAM_SPACING = 40


def match_line(text: str) -> LineRule | None:
    """Return the rule that sets this line aside, or None.

    Examples
    --------
    >>> match_line("责任编辑:费菲").id
    'byline'
    >>> match_line("市科技局组织召开产学研对接会。") is None
    True
    """
    if len(text) <= _LONGEST and (match := _COMBINED.match(text)):
        number = next(number for number in range(len(LINE_RULES)) if match[f"r{number}"] is not None)
        if len(text) <= LINE_RULES[number].longest:
            return LINE_RULES[number]
    return None


def is_spam(text: str) -> bool:
    """Tell a link farm: many words of its trade, close together, outside any sentence."""
    if len(text) < 8 or ("。" in text and "|" not in text):
        return False
    words = _SPAM_WORD.findall(text)
    dense = len(words) >= _SPAM_WORDS and len(set(words)) > 2 and len(words) * _SPAM_SPACING >= len(text)
    return dense or bool(_SPAM_OPENING.match(text) and (len(words) > 1 or text.count("|") > 2))
