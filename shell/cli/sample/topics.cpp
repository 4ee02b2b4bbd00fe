#include "shell/cli/sample/topics.h"

namespace firsthand::sample {
namespace {

using std::string_view;

constexpr Topic kTopics[] = {
#include "shell/cli/sample/topics_a.inl"
#include "shell/cli/sample/topics_b.inl"
};

constexpr string_view kEnglishGreetings[] = {"Hello,", "Good morning,", "Dear support team,",
                                             "Hi,"};
constexpr string_view kEnglishClosings[] = {"Thank you for a quick answer.", "Kind regards",
                                            "Please call me if anything is unclear.", "Thanks!"};
constexpr string_view kEnglishSignatures[] = {"Kind regards\n{person}, Halden support",
                                              "Best wishes\n{person}"};
constexpr string_view kEnglishThanks[] = {
    "It works now, thank you very much!", "Perfect, that was it. You can close this.",
    "Great, everybody is happy again.", "Yes, solved. Thank you for staying with us."};
constexpr string_view kEnglishNudges[] = {"Is there any news? We are still waiting.",
                                          "Could somebody please look at this today?"};
constexpr string_view kEnglishFinal[] = {
    "Glad to hear it. I mark this as solved; write here any time if it comes back. Is there "
    "anything else?",
    "Wonderful. I note down the solution for our knowledge base, so that others find it too. "
    "Anything else I can do?"};

constexpr string_view kRussianGreetings[] = {"Здравствуйте!", "Добрый день!", "Доброе утро!",
                                             "Уважаемая поддержка!"};
constexpr string_view kRussianClosings[] = {"Заранее спасибо за быстрый ответ.", "С уважением",
                                            "Если что-то неясно, позвоните, пожалуйста.",
                                            "Спасибо!"};
constexpr string_view kRussianSignatures[] = {"С уважением,\n{person}, поддержка Halden",
                                              "Всего доброго,\n{person}"};
constexpr string_view kRussianThanks[] = {
    "Теперь работает, большое спасибо!", "Отлично, дело было в этом. Можно закрывать.",
    "Прекрасно, все снова довольны.", "Да, решено. Спасибо, что были с нами."};
constexpr string_view kRussianNudges[] = {"Есть ли новости? Мы всё ещё ждём.",
                                          "Посмотрите, пожалуйста, сегодня."};
constexpr string_view kRussianFinal[] = {
    "Рад слышать. Отмечаю заявку как решённую, пишите сюда в любое время. Могу ли я помочь чем-то "
    "ещё?",
    "Замечательно. Запишу решение в базу знаний, чтобы его нашли и другие. Что-нибудь ещё?"};

constexpr string_view kChineseGreetings[] = {"您好，", "你好！", "早上好，", "客服您好，"};
constexpr string_view kChineseClosings[] = {"麻烦尽快回复，谢谢。", "谢谢！",
                                            "有不清楚的地方请打电话给我。", "辛苦了。"};
constexpr string_view kChineseSignatures[] = {"祝好\n{person}，Halden 客户支持", "此致\n{person}"};
constexpr string_view kChineseThanks[] = {"现在好了，非常感谢！", "就是这个原因，可以关闭了。",
                                          "太好了，大家都能正常工作了。",
                                          "解决了，谢谢你们一直跟进。"};
constexpr string_view kChineseNudges[] = {"请问有进展吗？我们还在等。", "今天能帮忙看一下吗？"};
constexpr string_view kChineseFinal[] = {
    "很高兴听到这个消息。我先把工单标记为已解决，有问题随时在这里回复。还有其他需要帮忙的吗？",
    "太好了。我会把解决方法写进知识库，方便其他客户查找。还有别的需要吗？"};

constexpr string_view kEnglishGiven[] = {"Anna", "Peter", "Grace",   "Oliver", "Hannah", "Thomas",
                                         "Ruth", "Simon", "Eleanor", "Marcus", "Julia",  "David"};
constexpr string_view kEnglishFamily[] = {"Keller",    "Brandt",  "Whitfield", "Osei",
                                          "Lindqvist", "Marsh",   "Novak",     "Hollis",
                                          "Fraser",    "Bennett", "Okafor",    "Turner"};
constexpr string_view kEnglishCompanies[] = {"Northgate", "Harbour",  "Elmwood", "Bluestone",
                                             "Kestrel",   "Redbrook", "Alder",   "Summit",
                                             "Westfield", "Juniper",  "Orchard", "Castle"};
constexpr string_view kEnglishKinds[] = {"Logistics", "Foods",  "Trading",
                                         "Hardware",  "Pharma", "Furniture"};
constexpr string_view kEnglishSites[] = {"Leeds", "Hamburg", "Rotterdam", "Dublin", "Vienna"};

constexpr string_view kRussianGiven[] = {"Мария", "Елена",   "Ольга",    "Ирина",
                                         "Анна",  "Наталья", "Светлана", "Татьяна"};
constexpr string_view kRussianFamily[] = {"Волкова", "Соколова", "Орлова", "Лебедева", "Фёдорова",
                                          "Зайцева", "Крылова",  "Белова", "Киселёва", "Ершова"};
constexpr string_view kRussianCompanies[] = {"Северный", "Волжский",  "Балтийский", "Уральский",
                                             "Южный",    "Сибирский", "Невский",    "Окский"};
constexpr string_view kRussianKinds[] = {"склад", "торговый дом", "продукт", "инструмент",
                                         "экспресс"};
constexpr string_view kRussianSites[] = {"Казань", "Самара", "Тверь", "Пермь", "Алматы"};

constexpr string_view kChineseGiven[] = {"敏", "静",   "丽娟", "强",   "建国",
                                         "雪", "志远", "晓燕", "文博", "佳怡"};
constexpr string_view kChineseFamily[] = {"王", "李", "张", "刘", "陈",
                                          "杨", "赵", "黄", "周", "吴"};
constexpr string_view kChineseCompanies[] = {"华东", "长江", "金桥", "海蓝",
                                             "东方", "瑞丰", "天和", "明远"};
constexpr string_view kChineseKinds[] = {"物流有限公司", "食品有限公司", "商贸有限公司",
                                         "医药有限公司", "家居有限公司"};
constexpr string_view kChineseSites[] = {"上海", "苏州", "深圳", "成都", "武汉"};

constexpr Phrases kPhrases[] = {
    {kEnglishGreetings, kEnglishClosings, kEnglishSignatures, kEnglishThanks, kEnglishNudges,
     kEnglishFinal},
    {kRussianGreetings, kRussianClosings, kRussianSignatures, kRussianThanks, kRussianNudges,
     kRussianFinal},
    {kChineseGreetings, kChineseClosings, kChineseSignatures, kChineseThanks, kChineseNudges,
     kChineseFinal},
};

constexpr Names kNames[] = {
    {kEnglishGiven, kEnglishFamily, false, kEnglishCompanies, kEnglishKinds, kEnglishSites},
    {kRussianGiven, kRussianFamily, false, kRussianCompanies, kRussianKinds, kRussianSites},
    {kChineseGiven, kChineseFamily, true, kChineseCompanies, kChineseKinds, kChineseSites},
};

}  // namespace

std::span<const Topic> topics() { return kTopics; }

const TopicText& text_in(const Topic& topic, Language language) {
  if (language == Language::russian) return topic.russian;
  if (language == Language::chinese) return topic.chinese;
  return topic.english;
}

const Phrases& phrases(Language language) { return kPhrases[static_cast<std::size_t>(language)]; }

const Names& names(Language language) { return kNames[static_cast<std::size_t>(language)]; }

}  // namespace firsthand::sample
