#include "documents.hpp"

#include "base/date.hpp"
#include "kit/comparison.hpp"
#include "kit/legal.hpp"
#include "model/builder.hpp"

namespace taqrir::test {

namespace {

Date day(const char* iso) { return *parse_iso_date(iso); }

Document document(std::string language, std::string title, Blocks blocks) {
  Document out;
  out.report = "sheet";
  out.language = std::move(language);
  out.title = std::move(title);
  out.author = "OMP";
  out.furniture.start.logos.push_back({{"@data/visibility/eu-emblem.png", {}}, "Union européenne"});
  out.furniture.middle.lines = {{"المرصد المغربي للسجون", "ar", true},
                                {"Observatoire Marocain des Prisons", "fr", false}};
  out.furniture.footer =
      out.language == "ar" ? "بتمويل من الاتحاد الأوروبي" : "Financé par l'Union européenne";
  out.blocks = std::move(blocks);
  return out;
}

Block article(Heading::Kind kind, int level, const std::string& title, std::string id = {}) {
  Heading out;
  out.level = level, out.kind = kind, out.content = plain(title);
  return block(std::move(out), std::move(id));
}

// ---------------------------------------------------------------- legal texts

Blocks statutes(const std::string& language) {
  const bool fr = language == "fr";
  const auto say = [&](const char* french, const char* arabic) { return std::string(fr ? french : arabic); };
  using K = Heading::Kind;
  Blocks out;
  out.push_back(paragraph(say("Les membres fondateurs, réunis à Rabat, ont adopté les présents statuts.",
                              "اجتمع الأعضاء المؤسسون بالرباط وصادقوا على هذا القانون الأساسي.")));
  out.push_back(article(K::title, 1, say("Dispositions générales", "أحكام عامة")));
  out.push_back(article(K::chapter, 2, say("Dénomination et objet", "التسمية والأهداف")));
  out.push_back(article(K::article, 3, say("Constitution", "التأسيس"), "art-constitution"));
  out.push_back(
      paragraph(say("Il est fondé, entre les adhérents aux présents statuts, une association régie par le "
                    "dahir n° 1-58-376 du 15 novembre 1958 "
                    "réglementant le droit d'association, tel qu'il a été modifié et complété, ayant pour "
                    "dénomination « Observatoire ».",
                    "تؤسس بين المنخرطين في هذا القانون الأساسي جمعية تخضع للظهير الشريف رقم 1.58.376 الصادر "
                    "في 15 نونبر 1958 المتعلق بتنظيم "
                    "حق تأسيس الجمعيات كما تم تعديله وتتميمه، وتسمى «المرصد».")));
  out.push_back(article(K::article, 3, say("Objet", "الأهداف")));
  out.push_back(paragraph(say("L'association a pour objet :", "تهدف الجمعية إلى:")));
  out.push_back(bullet_list({plain(say("de veiller au respect des droits des personnes détenues ;",
                                       "السهر على احترام حقوق السجناء؛")),
                             plain(say("de contribuer à la réforme du cadre juridique des prisons ;",
                                       "المساهمة في إصلاح الإطار القانوني للسجون؛")),
                             plain(say("d'informer le public.", "إخبار الرأي العام."))}));
  out.push_back(article(K::title, 1, say("Organes", "الأجهزة")));
  out.push_back(article(K::chapter, 2, say("L'assemblée générale", "الجمع العام")));
  out.push_back(article(K::article, 3, say("Quorum", "النصاب"), "art-quorum"));
  out.push_back(paragraph(
      say("L'assemblée générale délibère valablement lorsque la moitié de ses membres sont présents.",
          "يتداول الجمع العام بصفة صحيحة بحضور نصف أعضائه.")));
  Inlines reference = plain(say("Si le quorum prévu à l'", "إذا لم يتوفر النصاب المنصوص عليه في "));
  reference.push_back({CrossReference{"art-quorum", {}}, {}});
  reference.push_back({Text{say(" n'est pas atteint, une deuxième assemblée est convoquée dans les quinze "
                                "jours, dans le respect de l'",
                                "، يوجه استدعاء لجمع عام ثان داخل أجل خمسة عشر يوما، مع مراعاة ")},
                       {}});
  reference.push_back({CrossReference{"art-constitution", {}}, {}});
  reference.push_back({Text{"."}, {}});
  out.push_back(article(K::article, 3, say("Deuxième convocation", "الاستدعاء الثاني")));
  out.push_back(paragraph(std::move(reference)));
  for (int i = 0; i < 7; ++i) {
    out.push_back(article(K::article, 3, say("Délibérations", "المداولات")));
    out.push_back(
        paragraph(say("Les délibérations sont prises à la majorité des voix des membres présents ou "
                      "représentés ; en cas de partage, la voix du "
                      "président est prépondérante. Elles sont consignées dans un registre coté et paraphé, "
                      "signé du président et du secrétaire. "
                      "Un procès-verbal est adressé à chaque membre dans les huit jours ; il tient lieu de "
                      "preuve jusqu'à ce que le registre soit signé.",
                      "تتخذ المداولات بأغلبية أصوات الأعضاء الحاضرين أو الممثلين، وفي حالة تعادل الأصوات "
                      "يرجح صوت الرئيس. وتدون في سجل مرقم ومختوم "
                      "يوقعه الرئيس والكاتب العام. ويوجه محضر إلى كل عضو داخل أجل ثمانية أيام، ويعتد به إلى "
                      "حين توقيع السجل.")));
    out.push_back(
        paragraph(say("Les membres empêchés peuvent donner procuration à un autre membre, sans que celui-ci "
                      "puisse en détenir plus de deux.",
                      "يمكن للأعضاء الذين تعذر عليهم الحضور توكيل عضو آخر، على ألا يتوفر هذا الأخير على أكثر "
                      "من توكيلين.")));
  }
  return out;
}

Document parallel(const Locale& locale, const std::string& language, const std::string& other) {
  Diagnostics ignored;
  Blocks blocks;
  Heading title;
  title.content = plain(language == "fr" ? "Statuts de l'Observatoire" : "القانون الأساسي للمرصد");
  title.numbered = false;
  blocks.push_back(block(std::move(title)));
  blocks.push_back(contents(3, locale.word("document.contents")));
  blocks.push_back(
      kit::parallel_text({{language, statutes(language)}, {other, statutes(other)}}, locale, ignored));
  return document(language, language == "fr" ? "Statuts" : "القانون الأساسي", std::move(blocks));
}

Document comparison(const Locale& locale, const std::string& language) {
  const bool fr = language == "fr";
  const auto say = [&](const char* french, const char* arabic) { return std::string(fr ? french : arabic); };
  Blocks before = statutes(language), after = statutes(language);
  std::get<Paragraph>(before[11].content).content =
      plain(say("L'assemblée générale délibère valablement lorsque les deux tiers de ses membres sont "
                "présents. Elle se réunit une fois par an.",
                "يتداول الجمع العام بصفة صحيحة بحضور ثلثي أعضائه. ويجتمع مرة كل سنة."));
  std::get<Paragraph>(after[11].content).content =
      plain(say("L'assemblée générale délibère valablement lorsque la moitié de ses membres sont présents ou "
                "représentés. Elle se réunit en session "
                "ordinaire au cours du premier trimestre. Elle se réunit une fois par an.",
                "يتداول الجمع العام بصفة صحيحة بحضور نصف أعضائه أو من ينوب عنهم. ويعقد دورته العادية خلال "
                "الفصل الأول. ويجتمع مرة كل سنة."));
  after.erase(after.begin() + 17, after.begin() + 20);
  after.resize(22), before.resize(25);
  Blocks blocks{heading(1, plain(say("Comparaison des statuts", "مقارنة القانون الأساسي")))};
  blocks.push_back(small(kit::comparison_legend(kit::Words(locale, "kit"))));
  append(blocks, kit::compared(before, after, language));
  return document(language, say("Comparaison", "مقارنة"), std::move(blocks));
}

// ---------------------------------------------------------------- forms

Document attendance(const std::string& language) {
  const bool fr = language == "fr";
  const auto say = [&](const char* french, const char* arabic) { return std::string(fr ? french : arabic); };
  DataTable table;
  table.kind = DataTable::Kind::form;
  table.row_height = mm(12);
  table.columns = {{Alignment::end, 0.05}, {Alignment::start, 0.23}, {Alignment::start, 0.2}};
  for (int i = 0; i < 4; ++i) table.columns.push_back({Alignment::start, 0.13});
  TableRow days{cell(say("N°", "رقم")), cell(say("Nom et prénom", "الاسم الكامل")),
                cell(say("Organisation", "المنظمة"))};
  for (auto& each : days) each.row_span = 2;
  for (const auto& name :
       {say("Mardi 10 juin", "الثلاثاء 10 يونيو"), say("Mercredi 11 juin", "الأربعاء 11 يونيو")}) {
    days.push_back(cell(name));
    days.back().column_span = 2, days.back().alignment = Alignment::center;
  }
  table.header.push_back(std::move(days));
  TableRow halves;
  for (int i = 0; i < 2; ++i)
    for (const auto& half : {say("Matin", "صباحا"), say("Après-midi", "بعد الزوال")})
      halves.push_back(cell(half));
  table.header.push_back(std::move(halves));
  for (int i = 1; i <= 16; ++i) {
    TableRow row{cell(std::to_string(i)),
                 cell(i > 12 ? "" : say("Participante P", "المشاركة P") + std::to_string(i)),
                 cell(i > 12 ? "" : say("Association A", "جمعية A") + std::to_string(i % 4 + 1))};
    for (int c = 0; c < 4; ++c) row.push_back({});
    table.rows.push_back(std::move(row));
  }
  Blocks blocks{heading(1, plain(say("Feuille d'émargement", "ورقة الحضور"))), block(std::move(table))};
  Inlines foot = plain(say("Formatrice : ", "المكونة: "));
  foot.push_back({Blank{160, say("nom de la formatrice", "اسم المكونة")}, {}});
  foot.push_back({Text{say(" Signature : ", " التوقيع: ")}, {}});
  foot.push_back({Blank{140, {}}, {}});
  blocks.push_back(paragraph(std::move(foot)));
  std::get<Heading>(blocks[0].content).numbered = false;
  return document(language, say("Feuille d'émargement", "ورقة الحضور"), std::move(blocks));
}

Document questionnaire(const std::string& language) {
  const bool fr = language == "fr";
  const auto say = [&](const char* french, const char* arabic) { return std::string(fr ? french : arabic); };
  Blocks blocks{heading(1, plain(say("Questionnaire de satisfaction", "استمارة الرضا")))};
  std::get<Heading>(blocks[0].content).numbered = false;
  Inlines who = plain(say("Votre code : ", "رمزكم: "));
  who.push_back({Blank{90, {}}, {}});
  who.push_back({Text{say(" Date : ", " التاريخ: ")}, {}});
  who.push_back({Blank{110, {}}, {}});
  blocks.push_back(paragraph(std::move(who)));
  DataTable scale;
  scale.kind = DataTable::Kind::form;
  scale.row_height = mm(9);
  scale.columns = {{Alignment::start, 0.5}};
  TableRow head{cell(say("Dans quelle mesure êtes-vous d'accord ?", "إلى أي حد توافقون؟"))};
  for (int i = 1; i <= 5; ++i)
    scale.columns.push_back({Alignment::center, 0.1}), head.push_back(cell(std::to_string(i)));
  scale.header.push_back(std::move(head));
  for (const auto& item : {say("Les objectifs ont été expliqués.", "تم شرح الأهداف."),
                           say("Le rythme convenait.", "كان الإيقاع مناسبا."),
                           say("Les supports seront utiles à mon travail.", "ستفيدني الوثائق في عملي.")}) {
    TableRow row{cell(item)};
    row.back().header = true;
    for (int i = 0; i < 5; ++i) row.push_back(cell("☐"));
    scale.rows.push_back(std::move(row));
  }
  blocks.push_back(block(std::move(scale)));
  blocks.push_back(paragraph(say("Quel est le quorum de l'assemblée générale ? Cochez une réponse.",
                                 "ما هو نصاب الجمع العام؟ ضعوا علامة على جواب واحد.")));
  List answers;
  for (const auto& answer :
       {say("Le tiers des membres", "ثلث الأعضاء"), say("La moitié des membres", "نصف الأعضاء")})
    answers.items.push_back({{paragraph(answer)}, false});
  blocks.push_back(block(std::move(answers)));
  blocks.push_back(paragraph(say("Que retenez-vous de l'atelier ?", "ما الذي تحتفظون به من الورشة؟")));
  blocks.push_back(block(BlankLines{4, false, say("votre réponse", "جوابكم")}));
  blocks.push_back(paragraph(say("Cadre réservé à l'administration", "إطار خاص بالإدارة")));
  blocks.push_back(block(BlankLines{3, true, {}}));
  return document(language, say("Questionnaire", "استمارة"), std::move(blocks));
}

// ---------------------------------------------------------------- plans, pictures

Document plan(const Locale& locale, const std::string& language) {
  const bool fr = language == "fr";
  const auto say = [&](const char* french, const char* arabic) { return std::string(fr ? french : arabic); };
  using K = ChartTask::Kind;
  Chart chart;
  chart.kind = Chart::Kind::gantt;
  chart.caption = plain(say("Calendrier de la mission", "جدول زمني للمهمة"));
  chart.tasks = {{say("Cadrage", "التأطير"), {}, {}, K::group},
                 {say("Réunion de lancement", "اجتماع الانطلاق"), {}, day("2025-02-03"), K::milestone},
                 {say("Diagnostic organisationnel et juridique", "التشخيص التنظيمي والقانوني"),
                  day("2025-02-04"), day("2025-03-14"), K::task},
                 {say("Ateliers", "الورشات"), {}, {}, K::group},
                 {say("Atelier de planification", "ورشة التخطيط"), day("2025-06-10"), day("2025-06-12"),
                  K::task, Tone::good},
                 {say("Formation au plaidoyer", "التكوين في الترافع"), day("2025-09-15"), {}, K::task},
                 {say("Suivi", "التتبع"), {}, day("2025-11-07"), K::task, Tone::caution},
                 {say("Restitution", "العرض الختامي"), {}, {}, K::task},
                 {say("Rapport final", "التقرير النهائي"), {}, day("2025-11-28"), K::milestone}};
  chart.marks = {{say("Aujourd'hui", "اليوم"), day("2025-07-02")},
                 {say("Remise du dossier", "تسليم الملف"), day("2025-11-28")}};
  Chart weeks = chart;
  weeks.tasks = {{say("Préparation", "الإعداد"), day("2025-06-02"), day("2025-06-09"), K::task},
                 {say("Atelier", "الورشة"), day("2025-06-10"), day("2025-06-12"), K::task},
                 {say("Rapport", "التقرير"), day("2025-06-13"), day("2025-07-04"), K::task}};
  weeks.marks.clear(), weeks.caption = plain(say("Atelier", "الورشة"));
  PictureGrid grid;
  grid.columns = 3;
  grid.caption = plain(say("Les ateliers en images", "الورشات بالصور"));
  for (const auto* path : {"activities/05-atelier-planification/annexes/paperboard.jpg",
                           "activities/05-atelier-planification/figures/confiance.jpg",
                           "activities/04-plan-strategique/annexes/tableau-mural.jpg",
                           "activities/01-statuts/annexes/schema-gouvernance.png"})
    grid.pictures.push_back({{{path, {}}, say("Photographie d'atelier", "صورة من الورشة"), {}},
                             plain(say("Travail en groupes, Rabat", "عمل المجموعات، الرباط"))});
  DataTable budget = std::get<DataTable>(
      TableBuilder({{Alignment::start, 0.44},
                    {Alignment::start, {}},
                    {Alignment::decimal, {}},
                    {Alignment::decimal, {}}})
          .header({say("Rubrique", "البند"), say("Unité", "الوحدة"), say("Quantité", "الكمية"),
                   say("Montant", "المبلغ")})
          .row({cell(say("Expertise", "الخبرة")), cell(say("jour", "يوم")), cell(locale.integer(12)),
                cell(locale.money(42000, "MAD"))})
          .row({cell(say("Déplacements", "التنقلات")), cell(say("forfait", "جزافي")), cell(locale.integer(4)),
                cell(locale.money(3500.5, "MAD"))})
          .total({cell(say("Total hors taxe", "المجموع دون احتساب الرسوم")), cell(""), cell(""),
                  cell(locale.money(45500.5, "MAD"))})
          .total({cell(say("Taxe sur la valeur ajoutée, 20 %", "الضريبة على القيمة المضافة 20 %")), cell(""),
                  cell(""), cell(locale.money(9100.1, "MAD"))})
          .total({cell(say("Total", "المجموع")), cell(""), cell(""), cell(locale.money(54600.6, "MAD"))})
          .build()
          .content);
  Blocks blocks{
      heading(1, plain(say("Plan d'action", "خطة العمل"))),
      block(std::move(chart)),
      block(std::move(weeks)),
      block(std::move(budget)),
      paragraph(say("Arrêté à la somme de ", "حدد المبلغ في ") + locale.money_in_words(54600.6, "MAD") + "."),
      block(std::move(grid))};
  return document(language, say("Plan d'action", "خطة العمل"), std::move(blocks));
}

// ---------------------------------------------------------------- certificates

Blocks certificate_text(const std::string& language) {
  const bool fr = language == "fr";
  const auto say = [&](const char* french, const char* arabic) { return std::string(fr ? french : arabic); };
  Heading title;
  title.level = 2, title.content = plain(say("Attestation de participation", "شهادة مشاركة"));
  title.numbered = title.in_contents = false, title.alignment = Alignment::center;
  const auto middle = [](Inlines text) {
    return block(Paragraph{std::move(text), Paragraph::Role::body, Alignment::center});
  };
  return {
      block(std::move(title)),
      middle(plain(say("L'Observatoire Marocain des Prisons atteste que", "يشهد المرصد المغربي للسجون أن"))),
      middle(strong(say("Mme Participante P07", "السيدة المشاركة P07"))),
      middle(plain(
          say("a pris part à l'atelier « Planification stratégique », tenu à Rabat du 10 au 12 juin 2025 (18 "
              "heures).",
              "شاركت في ورشة «التخطيط الاستراتيجي» المنعقدة بالرباط من 10 إلى 12 يونيو 2025 (18 ساعة).")))};
}

Document certificate(const std::string& language, const std::string& other) {
  DataTable table;
  table.kind = DataTable::Kind::parallel;
  table.columns.resize(2);
  TableRow row(2);
  row[0].content = {block(Division{certificate_text(language)}, {}, language)};
  row[1].content = {block(Division{certificate_text(other)}, {}, other)};
  table.rows.push_back(std::move(row));
  Blocks blocks{block(std::move(table))};
  const bool fr = language == "fr";
  blocks.push_back(block(
      Paragraph{plain(fr ? "N° 2025-017 · Rabat, le 12 juin 2025" : "رقم 2025-017 · الرباط في 12 يونيو 2025"),
                Paragraph::Role::small, Alignment::center}));
  blocks.push_back(block(Signatures{
      {}, {{plain(fr ? "La présidente" : "الرئيسة"), {}}, {plain(fr ? "La formatrice" : "المكونة"), {}}}}));
  return document(language, fr ? "Attestation" : "شهادة", std::move(blocks));
}

}  // namespace

std::vector<Sheet> sheets(const Locale& french, const Locale& arabic) {
  std::vector<Sheet> out;
  for (const auto* locale : {&french, &arabic}) {
    const auto& language = locale->language();
    const std::string other = language == "fr" ? "ar" : "fr";
    const auto add = [&](const std::string& name, const std::string& theme, Document document) {
      out.push_back({name + "-" + language, theme, std::move(document)});
    };
    add("parallel", "institutional", parallel(*locale, language, other));
    add("comparison", "institutional", comparison(*locale, language));
    add("attendance", "landscape", attendance(language));
    add("questionnaire", "institutional", questionnaire(language));
    add("plan", "institutional", plan(*locale, language));
    add("certificate", "certificate", certificate(language, other));
  }
  return out;
}

}  // namespace taqrir::test
