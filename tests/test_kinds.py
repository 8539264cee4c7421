"""A document's kind is told by its form, also where it is short."""

import pytest

import toolkit
from toolkit.summarization import prepare
from toolkit.tagging import cut_documents

TEXTS = {
    "news": [
        "昨日，记者从市科技局获悉，清河市第一批技术经理人培训班在高新区开班。来自全市62家企业、9所高校的130名学员参加培训。"
        "市科技局副局长周岚介绍，年底前技术经理人总数将超过500人。",
        "昨晚八时许，清河市滨江路一家餐馆起火，消防员二十分钟后将火扑灭。没有人受伤，起火的原因正在调查。",
        "清河广播消息（早间新闻）：全市加快建设现代化产业体系，推进科技创新，深化改革，持续优化营商环境，促进经济高质量发展。",
        "针对群众反映的问题，清河县委高度重视，全面落实整改责任，加快推进调查。据悉，有关人员已停职。",
        "“我就是觉得吧，这个钱我不能要，然后就还了。”捡到钱包的林先生说。近日，他把钱包送到了派出所。",
    ],
    "report": [
        "过去一年，全市地区生产总值增长6.2%，一般公共预算收入完成86亿元，新增高新技术企业54家，城镇新增就业2.3万人。今年的主要预期"
        "目标是：地区生产总值增长6%以上，研发投入强度达到2.6%。重点抓好以下工作：建设科技创新大走廊，新建中试基地3个；改造老旧小区48个。",
        "关于清河市科技创新工作情况的报告\n一、工作开展情况\n全市新建市级重点实验室6家。\n二、存在问题\n创新平台层级不高。",
    ],
    "talk": [
        "大家好，我今天想跟大家聊一聊我们这个园区的情况。其实我们这几年呢，就是一直在做孵化器，然后大家觉得最难的是什么呢？我觉得就是"
        "融资，对吧。那么企业它来了以后，你要给它找钱，找人，这个事情其实挺难的。",
    ],
}  # fmt: skip


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, texts in TEXTS.items() for text in texts])
def test_kinds_are_told_apart(kind, text):
    document = toolkit.segment(text)
    (ranked,) = prepare([document], toolkit.load_tagger().score_sentences(cut_documents([document]))).parts
    assert ranked.kind == kind
