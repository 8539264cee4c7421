"""Rules on single lines: who wrote, issued, took and published a text, when, and under which number."""

from toolkit.cleaning.line_rule import LineRule

_COLON = r"\s*[:：]\s*"
DATE = r"\d{4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}\s*日?"
_HAN_DIGIT = "〇○零一二三四五六七八九十OＯ"
HAN_DATE = rf"[二一][{_HAN_DIGIT}]{{3}}年[{_HAN_DIGIT}]{{1,2}}月[{_HAN_DIGIT}]{{1,3}}日"
_TIME = rf"{DATE}(?:\s*(?:上午|下午)?\s*\d{{1,2}}:\d{{2}}(?::\d{{2}})?)?"
_NAME = r"(?:[\u4e00-\u9fff]\s?[\u4e00-\u9fff]{1,3}|[\u4e00-\u9fff]{1,5}·[\u4e00-\u9fff]{1,6})"
_NAMES = rf"{_NAME}(?:[\s、,，/|]+{_NAME})*"
_OFFICE = r"[\u4e00-\u9fff]{2,20}(?:局|处|科|室|委|办|中心|报|社|网|台|站|院|会|部|厅|府|公司|党委|客户端)"
_NOT_ASKED = "(?!请|您|你|那|这|具体|如何|怎|为|什么|对|在|今|去|下一步)"  # the questions of an interview stay
_REPORTER = r"[\u4e00-\u9fffA-Za-z·•]{0,16}(?:记者|通讯员|撰稿|摄影报道)"
_PERSON_LABEL = (
    "作者|文|图|撰文|撰稿|供稿|供稿人|编辑|责编|责任编辑|编审|审核|审核人|审稿|审签|审校|校对|校审|值班编辑|值班主任|监制|初审|复审|终审|"
    "一审|二审|三审|策划|统筹|主编|总编|编导|记者|见习记者|实习记者|通讯员|实习生|摄影|摄像|制图|美编|排版|录入|信息员|发布人|图文编辑|新媒体编辑|总值班|值班领导|值班编委|总监制|签发"
)
_ISSUE_LABEL = (
    "来源|稿源|来稿|文章来源|信息来源|稿件来源|新闻来源|本文来源|来源于|转载自|出处|供稿单位|发布机构|发布单位|发布者|发布人|发布|发布时间|发布日期|发表时间|"
    "发表于|发文时间|更新时间|更新日期|成文日期|公布日期|公布时间|印发日期|撰稿时间|录入时间|添加时间|信息时间|来自"
)
_DAY_LABEL = "日期|时间"


def _labelled(labels: str) -> str:
    """The signs of labels: each with what may stand between it and its value."""
    return " ".join(f"{label}{mark}" for label in labels.split("|") for mark in ":：丨|/␣")


BYLINE_RULES: tuple[LineRule, ...] = (
    LineRule(
        "document-number",
        "byline",
        "号",
        r"(?:文号|发文字号|文件编号)?\s*[:：]?\s*[\u4e00-\u9fff]{1,14}\s*[〔\[【（(［﹝〈]\s*(?:19|20)\d{2}\s*[〕\]】）)］﹞〉]\s*第?\s*\d{1,4}\s*号(?:\s*签发人\s*[:：].*)?$",
    ),
    LineRule(
        "release-note",
        "boilerplate",
        "此件 本文 抄送 印发 ¶(␣ ¶（␣",
        r"[(（]?\s*(?:此件|本文)(?:(?:主动|依申请|不予|公开|删减|发布|有|部分){1,4})\s*[)）]?[。]?$|抄送\s*[:：].*|[\u4e00-\u9fff]{4,24}\s{2,}\d{4}年\d{1,2}月\d{1,2}日\s*印发$",
        200,
        prose=True,
    ),
    LineRule(
        "end-mark",
        "boilerplate",
        "完) 完） 完】 完] 完␣ 结束 END End",
        r"(?:[(（【\[]\s*(?:完|全文完|全文结束|正文完|结束|END|End)\s*[)）】\]]|"
        r"[-—=~·\s]*(?:END|The\sEnd|正文结束)[-—=~·\s]*)$",
        30,
    ),
    LineRule(
        "byline",
        "byline",
        _labelled(f"{_ISSUE_LABEL}|{_DAY_LABEL}"),
        rf"[(（\[【]?\s*(?:{_ISSUE_LABEL}|(?:{_DAY_LABEL})(?=\s*[:：]\s*\d{{4}}))(?:{_COLON}|[丨|])(?![^\s。]{{0,12}}[,，][^。]*[,，])[^。！？!?；;]*$",
        120,
    ),
    LineRule(
        "byline",
        "byline",
        _labelled(_PERSON_LABEL),
        rf"[■□●◆(（\[【]?\s*(?:{_PERSON_LABEL})(?:{_COLON}|[/丨|]\s*)(?:(?:{_PERSON_LABEL})(?:{_COLON}|[/丨|]\s*))*{_NOT_ASKED}(?:{_NAMES}|{_OFFICE})?[)）\]】]?(?:[\s|丨/、;；]+[^。？！?!]*)?$",
        120,
    ),
    LineRule(
        "byline",
        "byline",
        "记者 通讯员 撰稿 摄影报道",
        rf"[(（]?\s*{_REPORTER}(?:\s+|{_COLON})?{_NAME}(?:[\s、,，]+(?:{_REPORTER}\s*)?{_NAME})*\s*(?:文/?图|摄|报道)?[)）]?(?:\s*[·|丨]?\s*{_TIME})?$",
        60,
    ),
    LineRule(
        "byline",
        "byline",
        "月 - / .",
        rf"[(（\[【]?(?:{_TIME}|{HAN_DATE})[)）\]】]?(?:\s*\|[^|]{{0,12}}(?=\|))?(?:\s*\|)?"
        r"(?:\s*(?:来源|作者|编辑|浏览|点击|阅读|字号|【).*|\s+[\u4e00-\u9fff]{2,12}(?:网|报|社|客户端|台|在线|发布|融媒))?$",
        120,
    ),
    LineRule(
        "byline",
        "byline",
        "发表于 发布于 客户端 官方账号 官方帐号 星期 周",
        rf"[^\s。，,]{{1,20}}\s*(?:发表|发布)于\s*{_TIME}$|[\u4e00-\u9fff]{{2,10}}(?:(?:报|新闻|网)客户端|官方[账帐]号)$|{DATE}\s*(?:星期|周)[一二三四五六日天]$",
        60,
    ),
    LineRule(
        "byline",
        "byline",
        "信人 咨询人 提问人 留言人 时间 日期 单位 部门 编号 状态",
        r"(?:来信人|写信人|咨询人|提问人|留言人|(?:来信|留言|提问|答复|回复|办结)(?:时间|日期)|(?:答复|回复|受理)(?:单位|部门)|(?:受理|信件|来信)编号|(?:办理|处理|信件)状态)\s*[:：]\s*[^。，,？?！!]{0,30}$",
        50,
    ),
    LineRule(
        "byline",
        "byline",
        "Source Author Editor Reporter Updated Published Writer",
        r"(?:Source|Author|Editors?|Reporter|Updated|Published|Writer)\s*:\s*[^。,，]{2,80}$",
        100,
    ),
    LineRule(
        "byline",
        "byline",
        "供稿 日电 日讯",
        r"[(（][\u4e00-\u9fff]{2,12}\s*供稿[)）]$|[\u4e00-\u9fff]{2,12}(?:社|网|报|客户端)[\u4e00-\u9fff]{0,6}(?:\d{1,2}月)?\d{1,2}日(?:电|讯)$",
        40,
    ),
    LineRule(
        "byline",
        "byline",
        "网␣ 报␣ 社␣ 府␣ 站␣ 心␣ 端␣",
        rf"[\u4e00-\u9fff]{{2,16}}(?:网|报|社|政府|门户网站|中心|客户端)\s+(?:www\.[\w.]+\s+)?(?:{_TIME}|(?:{_ISSUE_LABEL}|(?:{_DAY_LABEL})(?=\s*[:：]\s*\d{{4}})){_COLON})[^。；]*$",
        120,
    ),
    LineRule(
        "byline",
        "byline",
        "长␣ 主席␣ 总理␣",
        r"[\u4e00-\u9fff]{0,14}(?:省长|市长|州长|县长|区长|主席|总理|盟长|旗长)\s+(?:(?<=主席\s)[\u4e00-\u9fff]{4}|[\u4e00-\u9fff]\s?[\u4e00-\u9fff]{1,2}|[\u4e00-\u9fff]{1,5}·[\u4e00-\u9fff·]{1,12})$",
        30,
    ),
    LineRule(
        "byline",
        "byline",
        "关键词 关键␣词 关␣键 中图分类号 文献标识码 文章编号 基金 资助项目 收稿日期 修回日期 "
        "修改稿收到日期 通信作者 通讯作者 引用格式 DOI",
        r"[(（\[【*]?(?:(?:关 ?键 ?词|"
        r"中图分类号|文献标识码|文章编号|基金项目|基金资助|资助项目|收稿日期|修回日期|修改稿收到日期|通信作者|通讯作者|引用格式)(?:\s*[】\])）]?\s*[:：]|\s+)\s*\S|DOI\s*[:：]?\s*10\.)[^。]*$",
        200,
    ),
    LineRule(
        "byline",
        "byline",
        "大学 学院 研究所 研究院 实验室 中心",
        r"\d?[.．]?\s*[\u4e00-\u9fff]{2,30}(?:大学|学院|研究所|研究院|实验室|中心)"
        r"[\u4e00-\u9fff]{0,20}[ ,，]*[\u4e00-\u9fff]{0,6}[ ,，]*\d{6}[)）]?$",
        70,
    ),
    LineRule("byline", "byline", "第", r"[(（]?(?:(?:19|20)\d{2}\s*年)?\s*总?第\s*\d{1,4}\s*[期号卷辑][)）]?$", 24),
    LineRule("byline", "byline", "| ｜", rf"[^|｜。，,]{{2,16}}\s*[|｜]\s*{_TIME}$", 50),
    LineRule(
        "byline",
        "byline",
        "通过 公布 发布 修订 修正 施行",
        rf"[(（]\s*(?:{DATE}|{HAN_DATE})[^。]{{4,80}}(?:通过|公布|发布|修订|修正|施行)\s*[)）]$",
        120,
    ),
    LineRule(
        "byline",
        "byline",
        "编辑 审核 校对 摄影 摄像 剪辑 制作 策划 整理",
        rf"[\u4e00-\u9fff]{{2,4}}(?:编辑|审核|校对|摄影|摄像|剪辑|制作|策划|整理){_COLON}{_NAMES}$",
        40,
    ),
    LineRule(
        "caption",
        "caption",
        "现场 合影",
        r"[(（]?[^。，,;；:：]{0,12}(?:活动|会议|签约|仪式|发布会|调研|路演|揭牌|考察|培训|论坛|展会|比赛)[^。，,;；:：]{0,4}(?:现场图?|合影|现场照片)[)）]?$",
        30,
    ),
    LineRule(
        "caption",
        "caption",
        "¶图 ¶上图 ¶下图 ¶左图 ¶右图 ¶本图 ¶题图 ¶资料图 ¶Photo",
        r"(?:图\s*[:：]|图(?:一|二|三|四|\d{1,2})\s*[:：]|(?:上|下|左|右|本|题)?图[为是]|(?:资料)?图片?(?:来源)?[:：]|题图|Photo\s*:)|图\s?\d{1,2}\s+[^。，,；;？]{4,60}$",
        120,
        prose=True,
    ),
    LineRule("caption", "caption", "▲ △ ▼ ↑ ↓", r"[▲△▼↑↓]\s?[^；]{2,38}$", 40, prose=True),
    LineRule(
        "caption",
        "caption",
        "供图 摄 图/ 资料图 配图 截图",
        r"[(（]?[^。!?]{0,24}(?:供图|摄影|(?<!拍)(?<!统)(?<!航)摄|图/[^。]{2,8}|资料图|资料图片|配图|视频截图)[)）]?$",
        40,
    ),
    LineRule(
        "caption",
        "caption",
        "摄 供图",
        rf"(?=.{{5,119}}[摄影图)）]$)[^\n]{{4,90}}[。）)\s](?:本报|本网|新华社)?(?:见习|实习|全媒体)?(?:记者|通讯员)\s*{_NAMES}\s*(?:/?摄|摄影|供图)[)）]?$",
        120,
        prose=True,
    ),
)
