"""All rules of cleaning by id, with what each does in a line: the source of the tables in the READMEs."""

from collections.abc import Iterable
from typing import NamedTuple

from toolkit.arguments import check_name


class Rule(NamedTuple):
    """A rule: its id and what it does, in English and in Chinese."""

    id: str
    english: str
    chinese: str


RULES: tuple[Rule, ...] = (
    Rule("invisible", "removes control and zero-width characters", "删除控制字符和零宽字符"),
    Rule("line-break", "makes every kind of line break a plain one", "统一各种换行符"),
    Rule("space", "makes tabs, no-break and ideographic spaces plain ones", "统一制表符、不换行空格和全角空格"),
    Rule("width", "narrows full-width digits, letters and ％", "全角数字、字母和％改为半角"),
    Rule("escape", "rewrites blanks left as codes: `&nbsp;`, `<U+00A0>`", "还原残留的空格代码：`&nbsp;`、`<U+00A0>`"),
    Rule("formula", "mends figures that OCR wrote as formulas: `$3 5 %$`", "还原被识别为公式的数字：`$3 5 %$`"),
    Rule("gloss", "removes pinyin readings inside words", "删除夹在词中的拼音注音"),
    Rule("script", "rewrites traditional characters as simplified ones", "繁体字改为简体字"),
    Rule("line-number", "removes the numbers of a listing that counts its lines", "删除逐行编号的行号"),
    Rule("inline-byline", "removes reporters and editors in brackets", "删除行末括号中的署名"),
    Rule("dateline", "removes openings such as 新华社北京1月5日电", "删除“新华社北京1月5日电”等电头"),
    Rule("end-mark", "removes （完） and END", "删除“（完）”“END”等结束标记"),
    Rule("spam", "sets link farms aside", "剔除垃圾链接"),
    Rule("page-frame", "sets aside what the HTML puts outside the article", "剔除网页正文以外的部分"),
    Rule("menu", "sets items of menus aside", "剔除导航菜单项"),
    Rule("menu-above", "sets aside the short lines of a menu above the text", "剔除正文上方菜单中的短行"),
    Rule("breadcrumb", "sets aside where the page stands on its site", "剔除“当前位置”等面包屑导航"),
    Rule("site-bar", "sets aside a bar of sections that opens with 首页", "剔除以“首页”开头的栏目条"),
    Rule("page-tools", "sets aside font sizes, sharing, hints on browsers", "剔除字号、分享、浏览器提示"),
    Rule("scan", "sets aside invitations to scan a code", "剔除“扫一扫”和二维码提示"),
    Rule("wechat", "sets aside the tail of a public account's article", "剔除公众号文末的关注、在看、阅读原文"),
    Rule("app", "sets aside invitations to load an app", "剔除下载或打开客户端的提示"),
    Rule("player", "sets aside the texts of audio and video players", "剔除音视频播放器文字"),
    Rule("counter", "sets aside numbers of readers and bare ids", "剔除浏览次数等计数"),
    Rule("page-number", "sets aside page numbers", "剔除页码"),
    Rule("running-header", "sets aside the line that each page repeats", "剔除每页重复的页眉页脚"),
    Rule("pagination", "sets aside the pager below a text", "剔除“1 2 3 下一页”等翻页条"),
    Rule("toc", "sets aside tables of contents", "剔除目录行"),
    Rule("neighbours", "sets aside the links 上一篇 and 下一篇", "剔除“上一篇”“下一篇”链接"),
    Rule("related", "sets aside headings of link lists", "剔除“相关推荐”等链接列表的标题"),
    Rule("links-below", "sets aside the links below such a heading", "剔除其下的链接"),
    Rule("attachment", "sets aside links to files", "剔除附件下载链接"),
    Rule("original-title", "sets aside 原标题", "剔除“原标题”行"),
    Rule("copyright", "sets aside copyright notes and disclaimers", "剔除版权和免责声明"),
    Rule("cookie", "sets aside notices on cookies", "剔除 Cookie 提示"),
    Rule("registration", "sets aside licences of web sites", "剔除网站备案号和许可证号"),
    Rule("site-owner", "sets aside who runs the site, with address and telephone", "剔除网站主办单位、地址、电话"),
    Rule("site-foot", "sets aside short links among the lines of a page's foot", "剔除页脚各行之间的短链接"),
    Rule("info-table", "sets aside the table 索引号 … 有效性 above a document", "剔除公文上方的“索引号…有效性”信息表"),
    Rule("document-number", "sets aside the line with the document's number", "剔除单独成行的发文字号"),
    Rule("release-note", "sets aside （此件公开发布）", "剔除“（此件公开发布）”"),
    Rule("byline", "sets aside source, date, authors, editors", "剔除来源、日期、作者、编辑行"),
    Rule("issuer", "sets aside an authority that signs at head or foot", "剔除文首文末的单位落款"),
    Rule("caption", "sets aside picture texts and credits", "剔除图片说明和图片署名"),
    Rule("caption-apart", "sets aside a short sentence between wide gaps", "剔除前后大段空白中的短句（图片说明）"),
    Rule("caption-repeats-heading", "sets aside a picture text that repeats a heading", "剔除重复标题的图片说明"),
    Rule("repeated-title", "sets aside the title where it comes again", "剔除重复出现的标题"),
    Rule("repeated-text", "sets aside whole texts that come again in one file", "剔除同一文件中重复的整段文字"),
    Rule("markup", "sets aside remains of HTML and Markdown, bare addresses", "剔除残留标记和网址"),
)  # fmt: skip


def check_rules(keep: Iterable[str]) -> frozenset[str]:
    """Return the ids of the rules to switch off as a set.

    Raises
    ------
    OptionError
        If there is no rule of that name; the message lists all.
    """
    wanted = frozenset([keep] if isinstance(keep, str) else keep)
    for name in sorted(wanted):
        check_name(name, (rule.id for rule in RULES), what="cleaning rule")
    return wanted
