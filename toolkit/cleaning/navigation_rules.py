"""Rules on single lines: the ways through a site (menus, breadcrumbs, bars of sections) and stray markup."""

from toolkit.cleaning.line_rule import LineRule

_MENU = (
    "主页|网站首页|返回首页|返回主页|返回顶部|回到顶部|返回列表|返回|顶部|网站地图|网站导航|站点地图|站群导航|联系我们|联系方式|关于我们|关于本站|"
    "关于本网|网站声明|登录|登陆|注册|立即注册|登录注册|退出登录|登录个人中心|个人中心|用户中心|记住登录状态|移动端|移动端应用|客户端|手机版|"
    "手机站|电脑版|无障碍|无障碍浏览|无障碍阅读|无障碍辅助|长者模式|长者助手|关怀版|长者版|老年版|适老化|繁体|繁体版|简体|简体版|切换到繁体|English|EN|"
    "RSS|RSS订阅|收藏本站|加入收藏|收藏本页|设为首页|政务微信|政务微博|官方微信|官方微博|微信公众号|微博|微信|QQ空间|新浪微博|腾讯微博|朋友圈|复制链接|"
    "智能问答|智能机器人|站内搜索|搜索|高级搜索|热门搜索|邮箱|打印|打印本页|打印此页|我要打印|打印文章|关闭|关闭窗口|关闭本页|关闭页面|全屏|分享|分享到|"
    "分享至|收藏|纠错|我要纠错|我要收藏|我要分享|下载|字号|加大|减小|还原|放大|缩小|新闻中心|政务公开|信息公开|政民互动|互动交流|办事服务|政务服务|"
    "专题专栏|机构概况|机构设置|通知公告|公告公示|点赞|评论|转发|举报|投诉|热门|更多|更多>>|更多》|查看更多|查看详情|展开全文|"
    "阅读全文|展开|收起|扫一扫|订阅|关注我们|关注|版权声明|版权保护|免责声明|隐私政策|隐私保护|安全隐私|网站帮助|使用帮助|广告服务|招聘信息|诚聘英才|站长统计|友情链接|"
    "上一页|下一页|尾页|末页|第一页|最后一页|上一版|下一版|上一期|下一期|版面导航|标题导航|E-mail推荐|邮件推荐|推荐给好友|TOP|Top|回顶部|详细|编辑|锁定|播报|上传视频|添加义项|词条统计|"
    "查看原文|我要跟帖|网友评论|发表评论|我要评论|最新评论|全部评论|网站支持IPv6|本网站支持IPv6|反馈|意见反馈|请登录|免费注册|信息门户|邮件系统|"
    "VPN|数据开放|数据查询|政府网站找错|网站找错|发新帖|只看该作者|倒序浏览|阅读模式|使用道具|快速回复|快速链接|听新闻|听全文|"
    "Home|News|Search|ENGLISH|中文"
)
_MENU_FORMS = (
    "首 ?页|忘记密码[?？]?|走进[\u4e00-\u9fff]{2,4}|第\\d{1,3}版|[校院省市区县局厅]长信箱|A\\+|A-|\\+关注|"
    "Contact\\sUs|About\\sUs|Privacy\\sPolicy|Terms\\sof\\sUse|Site\\s?[Mm]ap|Quick\\sLinks"
)
_MENU_BEGINNINGS = (
    "首页|首␣页|忘记密码|走进|第|校长信箱|院长信箱|省长信箱|市长信箱|区长信箱|县长信箱|局长信箱|厅长信箱|A+|A-|+关注|"
    "Contact|About|Privacy|Terms|Site|Quick"
)
_SIZES = "大|中|小|大\\s中\\s小"
_MENU_OPENINGS = "¶>»|·␣【[(（-"  # what stands before an item of a menu
_SEPARATOR = r"[\s|/·丨>»:：_\-–—]"


def _opened(items: str) -> str:
    """The signs of items: each with what may stand before it."""
    return " ".join(f"{opening}{item}" for item in items.split("|") for opening in _MENU_OPENINGS)


def _menu(items: str) -> str:
    """A line of nothing but items of a menu, or a text with two of them behind it."""
    return (
        rf"(?:[^\s。，,]{{1,14}}(?:\s*[-|]\s*(?:{items})){{2,}}|[>»|·]?\s*(?:[【\[(（](?:{items})(?:[】\])）]|$){_SEPARATOR}*"
        rf"|(?:{items})(?:{_SEPARATOR}+|(?=[【\[])|$))+)$"
    )


NAVIGATION_RULES: tuple[LineRule, ...] = (
    LineRule(
        "markup",
        "boilerplate",
        "< --> ]( ¶![ :// www. javascript: ¶- ¶= ¶_ ¶* ¶~ ¶—",
        r"(?:<!--.*|.{0,12}-->|!\[[^\]]*\]\([^)]*\)|\[[^\]]{0,20}\]\((?:https?:|/|javascript:)[^)]*\)|https?://\S+|www\.[\w./-]+|javascript:.*|[-=_*~—]{3,}|</?[a-z]+[^>]*>)$",
        300,
        prose=True,
    ),
    LineRule("menu", "boilerplate", _opened(f"{_MENU}|{_MENU_BEGINNINGS}"), _menu(f"{_MENU}|{_MENU_FORMS}|{_SIZES}")),
    LineRule("menu", "boilerplate", _opened("大|中|小"), _menu(_SIZES)),
    LineRule(
        "breadcrumb",
        "boilerplate",
        "位置 当前栏目",
        r"[您你]?(?:现在|当前)?的?(?:所在)?的?(?:位置|当前栏目)(?:是)?\s*[:：>»]\s*[^。；]*$",
    ),
    LineRule("breadcrumb", "boilerplate", "首页 Home", r"(?:(?:网站)?首页|Home)\s*(?:[>»›→/|\\\-—]|&gt;)+[^。；]*$"),
    LineRule(
        "breadcrumb",
        "boilerplate",
        "> » › → &gt;",
        r"[^\s>。，、：:；]{1,10}(?:网|频道|门户|首页|中心|栏目)\s*(?:(?:[>»›→]+|&gt;)\s*[^\s>。，；]{2,16}\s*){1,6}$",
    ),
    LineRule(
        "breadcrumb",
        "boilerplate",
        "> » › → &gt;",
        r"[^\s>。，、：:；]{2,10}\s*(?:(?:[>»›→]+|&gt;)\s*[^\s>。，；]{2,16}\s*){0,5}(?:[>»›→]+|&gt;)\s*(?:正文|详情|内容)$",
    ),
    LineRule(
        "menu",
        "boilerplate",
        ">> 》》 » →",
        r"(?:点击|欢迎)?(?:进入|查看|观看|收看|阅读|更多)[^。，]{1,24}?\s*(?:>{2,}|》{2,}|»|→)$",
        40,
    ),
    LineRule("site-bar", "boilerplate", "首页", r"(?:网站)?首页(?:\s+[^\s，。,;；]{2,8}){3,}$", 120),
)
