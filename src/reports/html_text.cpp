#include "reports/html_text.h"

#include <gumbo.h>

#include <algorithm>
#include <array>
#include <memory>
#include <vector>

#include "base/strings.h"
#include "reports/reader.h"

namespace corollary::reports {
namespace {

// The parser frees its tree by recursion and looks up the stack of open elements for each tag: what nests deeper than
// this is no page but an attack. Counted without parsing, so rather too high.
constexpr std::size_t kNestingMost = 4000;

bool is_never_open(std::string_view tag) {
  constexpr std::array<std::string_view, 8> tags = {"br", "hr", "img", "meta", "p", "li", "dd", "dt"};
  return std::ranges::find(tags, tag) != tags.end();
}

std::string_view tag_name_at(std::string_view bytes, std::size_t at) {
  const std::size_t end = bytes.find_first_of(" \t\r\n/>", at);
  return bytes.substr(at, std::min(end, bytes.size()) - at);
}

std::size_t nesting_estimate(std::string_view bytes) {
  std::size_t open = 0;
  std::size_t most = 0;
  for (std::size_t at = bytes.find('<'); at != std::string_view::npos; at = bytes.find('<', at + 1)) {
    if (at + 1 >= bytes.size()) {
      break;
    }
    const char next = bytes[at + 1];
    const bool opens = (next >= 'a' && next <= 'z') || (next >= 'A' && next <= 'Z');
    constexpr std::size_t longest_tag = 16;
    const std::string_view ahead = bytes.substr(0, std::min(bytes.size(), at + 1 + longest_tag));
    if (next == '/') {
      open -= open > 0 ? 1 : 0;
    } else if (opens && !is_never_open(lower_ascii(tag_name_at(ahead, at + 1)))) {
      most = std::max(most, ++open);
    }
  }
  return most;
}

// Elements one after the other without recursion: `enter` says whether to go into one, `leave` is called behind it.
template <typename Enter, typename Leave>
void walk(const GumboNode* root, Enter enter, Leave leave) {
  struct Step {
    const GumboNode* node;
    unsigned next_child;
  };
  std::vector<Step> open;
  const auto go_into = [&](const GumboNode* node) {
    const bool has_children = node->type == GUMBO_NODE_ELEMENT || node->type == GUMBO_NODE_TEMPLATE;
    if (enter(*node) && has_children) {
      open.push_back({node, 0});
    }
  };
  go_into(root);
  while (!open.empty()) {
    Step& step = open.back();
    const GumboVector& children = step.node->v.element.children;
    if (step.next_child < children.length) {
      go_into(static_cast<const GumboNode*>(children.data[step.next_child++]));
    } else {
      leave(*step.node);
      open.pop_back();
    }
  }
}
constexpr auto kNothing = [](const GumboNode&) {};

bool is_element(const GumboNode& node) { return node.type == GUMBO_NODE_ELEMENT; }
bool is_text(const GumboNode& node) { return node.type == GUMBO_NODE_TEXT || node.type == GUMBO_NODE_WHITESPACE; }
GumboTag tag(const GumboNode& node) { return is_element(node) ? node.v.element.tag : GUMBO_TAG_UNKNOWN; }

std::string_view attribute(const GumboNode& node, const char* name) {
  const GumboAttribute* const found = is_element(node) ? gumbo_get_attribute(&node.v.element.attributes, name) : nullptr;
  return found != nullptr ? std::string_view(found->value) : std::string_view();
}

bool is_boilerplate_tag(GumboTag tag) {
  switch (tag) {
    case GUMBO_TAG_NAV: case GUMBO_TAG_HEADER: case GUMBO_TAG_FOOTER: case GUMBO_TAG_ASIDE: case GUMBO_TAG_SCRIPT:
    case GUMBO_TAG_STYLE: case GUMBO_TAG_FORM: case GUMBO_TAG_NOSCRIPT: case GUMBO_TAG_TEMPLATE: case GUMBO_TAG_IFRAME:
    case GUMBO_TAG_BUTTON: case GUMBO_TAG_SELECT: case GUMBO_TAG_SVG: case GUMBO_TAG_FIGURE: case GUMBO_TAG_MENU:
    case GUMBO_TAG_TEXTAREA: case GUMBO_TAG_HEAD: case GUMBO_TAG_VIDEO: case GUMBO_TAG_AUDIO: return true;
    default: return false;
  }
}

// Words in a class or id that sites give to what is around an article.
bool is_boilerplate_name(std::string_view names) {
  constexpr std::array<std::string_view, 19> marks = {
      "nav",     "navigation", "menu",    "breadcrumb", "breadcrumbs", "sidebar",   "share",  "social", "related",  "cookie",
      "cookies", "newsletter", "comment", "comments",   "footer",      "subscribe", "banner", "advert", "advertisement"};
  const std::string lower = lower_ascii(names);
  for (std::size_t begin = 0; begin < lower.size();) {
    const std::size_t end = std::min(lower.find_first_of(" -_", begin), lower.size());
    if (std::ranges::find(marks, std::string_view(lower).substr(begin, end - begin)) != marks.end()) {
      return true;
    }
    begin = end + 1;
  }
  return false;
}

bool is_boilerplate(const GumboNode& node) {
  if (!is_element(node)) {
    return node.type == GUMBO_NODE_COMMENT || node.type == GUMBO_NODE_TEMPLATE;
  }
  const bool body = tag(node) == GUMBO_TAG_BODY || tag(node) == GUMBO_TAG_HTML || tag(node) == GUMBO_TAG_ARTICLE ||
                    tag(node) == GUMBO_TAG_MAIN;
  const std::string_view role = attribute(node, "role");
  return is_boilerplate_tag(tag(node)) || role == "navigation" || role == "banner" || role == "contentinfo" ||
         role == "search" || attribute(node, "aria-hidden") == "true" ||
         gumbo_get_attribute(&node.v.element.attributes, "hidden") != nullptr ||
         (!body && (is_boilerplate_name(attribute(node, "class")) || is_boilerplate_name(attribute(node, "id"))));
}

bool is_heading(GumboTag tag) { return tag >= GUMBO_TAG_H1 && tag <= GUMBO_TAG_H6; }

bool is_inline(GumboTag tag) {
  switch (tag) {
    case GUMBO_TAG_A: case GUMBO_TAG_ABBR: case GUMBO_TAG_B: case GUMBO_TAG_CITE: case GUMBO_TAG_CODE: case GUMBO_TAG_EM:
    case GUMBO_TAG_FONT: case GUMBO_TAG_I: case GUMBO_TAG_MARK: case GUMBO_TAG_Q: case GUMBO_TAG_S: case GUMBO_TAG_SMALL:
    case GUMBO_TAG_SPAN: case GUMBO_TAG_STRONG: case GUMBO_TAG_SUB: case GUMBO_TAG_SUP: case GUMBO_TAG_TIME: case GUMBO_TAG_U:
    case GUMBO_TAG_WBR: case GUMBO_TAG_BDI: case GUMBO_TAG_BDO: case GUMBO_TAG_IMG: case GUMBO_TAG_DFN: return true;
    default: return false;
  }
}

// Paragraphs of the readable text, gathered while walking.
class Paragraphs {
 public:
  void enter(const GumboNode& node) {
    if (is_text(node)) {
      return add(node.v.text.text);
    }
    if (!is_inline(tag(node))) {
      close();
      kind_ = tag(node);
    }
    links_open_ += tag(node) == GUMBO_TAG_A ? 1 : 0;
  }
  void leave(const GumboNode& node) {
    links_open_ -= tag(node) == GUMBO_TAG_A ? 1 : 0;
    if (!is_inline(tag(node))) {
      close();
      kind_ = GUMBO_TAG_UNKNOWN;
    }
  }
  std::vector<std::string> take() {
    close();
    return std::move(done_);
  }

 private:
  // White space of any length and kind is one space.
  void add(std::string_view text) {
    for (const char c : text) {
      const bool space = c == ' ' || (c >= '\t' && c <= '\r');
      if (space && (open_.empty() || open_.back() == ' ')) {
        continue;
      }
      open_ += space ? ' ' : c;
      link_bytes_ += links_open_ > 0 ? 1 : 0;
    }
  }

  void close() {
    const std::string_view text = trimmed(open_);
    if (is_prose(text)) {
      done_.emplace_back(text);
    }
    open_.clear();
    link_bytes_ = 0;
  }

  // Mostly links, or a few words in no paragraph and without an end mark ("Share", "Read more"): not what was written.
  [[nodiscard]] bool is_prose(std::string_view text) const {
    constexpr std::size_t label_most = 40;
    const bool ends = text.ends_with('.') || text.ends_with('?') || text.ends_with('!') || text.ends_with("”") || text.ends_with('"');
    const bool label = kind_ != GUMBO_TAG_P && !is_heading(kind_) && text.size() < label_most && !ends;
    return !text.empty() && !label && link_bytes_ * 2 <= text.size();
  }

  std::vector<std::string> done_;
  std::string open_;
  std::size_t link_bytes_ = 0;
  int links_open_ = 0;
  GumboTag kind_ = GUMBO_TAG_UNKNOWN;
};

std::string readable_text(const GumboNode* root, std::string_view title) {
  Paragraphs paragraphs;
  walk(
      root,
      [&](const GumboNode& node) {
        if (&node != root && is_boilerplate(node)) {
          return false;
        }
        paragraphs.enter(node);
        return true;
      },
      [&](const GumboNode& node) { paragraphs.leave(node); });
  std::vector<std::string> kept = paragraphs.take();
  std::erase_if(kept, [&](const std::string& text) { return text == title || parse_written_date(text).has_value(); });
  return joined(kept, "\n\n");
}

std::string plain_text(const GumboNode& root) {
  std::string text;
  walk(
      &root,
      [&](const GumboNode& node) {
        text += is_text(node) ? node.v.text.text : "";
        return true;
      },
      kNothing);
  return std::string(trimmed(text));
}

// The elements that may hold the article, those with the clearest mark first.
std::vector<const GumboNode*> article_candidates(const GumboNode* root) {
  constexpr std::size_t most = 8;  // A page of many teasers has many articles; the work stays bounded.
  std::vector<const GumboNode*> found;
  walk(
      root,
      [&](const GumboNode& node) {
        const bool candidate = tag(node) == GUMBO_TAG_ARTICLE || tag(node) == GUMBO_TAG_MAIN || attribute(node, "role") == "main" ||
                               attribute(node, "itemprop") == "articleBody";
        if (candidate && found.size() < most) {
          found.push_back(&node);
        }
        return true;
      },
      kNothing);
  return found;
}

// The longest of the articles, unless the page around them says far more.
std::string article_text(const GumboNode* root, std::string_view title) {
  std::string best;
  for (const GumboNode* const candidate : article_candidates(root)) {
    std::string text = readable_text(candidate, title);
    best = text.size() > best.size() ? std::move(text) : best;
  }
  std::string whole = readable_text(root, title);
  constexpr std::size_t article_share = 3;
  return best.size() * article_share >= whole.size() && !best.empty() ? best : whole;
}

// What the head of a page and its visible parts say about it.
class Metadata {
 public:
  void see(const GumboNode& node) {
    switch (tag(node)) {
      case GUMBO_TAG_META: return see_meta(node);
      case GUMBO_TAG_TITLE: return keep(title_, plain_text(node));
      case GUMBO_TAG_H1: return keep(heading_, plain_text(node));
      case GUMBO_TAG_TIME: return keep_day(time_, attribute(node, "datetime"));
      case GUMBO_TAG_SCRIPT: return see_script(node);
      default: break;
    }
    if (node.type == GUMBO_NODE_TEXT) {
      keep_day(visible_, node.v.text.text);
    }
  }

  [[nodiscard]] std::string title() const { return !og_title_.empty() ? og_title_ : !heading_.empty() ? heading_ : title_; }
  [[nodiscard]] std::string publisher() const { return publisher_; }
  [[nodiscard]] std::optional<Date> day() const {
    return published_ ? published_ : linked_ ? linked_ : time_ ? time_ : visible_;
  }

 private:
  static void keep(std::string& value, std::string_view text) {
    if (value.empty()) {
      value = trimmed(text);
    }
  }
  static void keep_day(std::optional<Date>& day, std::string_view text) {
    if (!day) {
      day = parse_written_date(text);
    }
  }

  void see_meta(const GumboNode& node) {
    constexpr std::array<std::string_view, 8> dates = {
        "article:published_time", "date", "pubdate", "publish-date", "dc.date", "dcterms.date", "dc.date.issued", "datepublished"};
    const std::string_view content = attribute(node, "content");
    for (const char* const naming : {"property", "name", "itemprop"}) {
      const std::string name = lower_ascii(attribute(node, naming));
      if (name == "og:title") {
        keep(og_title_, content);
      } else if (name == "og:site_name") {
        keep(publisher_, content);
      } else if (std::ranges::find(dates, name) != dates.end()) {
        keep_day(published_, content);
      }
    }
  }

  // JSON-LD: the string behind "datePublished".
  void see_script(const GumboNode& node) {
    if (attribute(node, "type") != "application/ld+json") {
      return;
    }
    const std::string script = plain_text(node);
    constexpr std::string_view key = "\"datePublished\"";
    const std::size_t at = script.find(key);
    const std::size_t open = at == std::string::npos ? at : script.find('"', at + key.size());
    const std::size_t close = open == std::string::npos ? open : script.find('"', open + 1);
    if (close != std::string::npos) {
      keep_day(linked_, std::string_view(script).substr(open + 1, close - open - 1));
    }
  }

  std::string og_title_, heading_, title_, publisher_;
  std::optional<Date> published_, linked_, time_, visible_;
};

}  // namespace

Result<HtmlPage> read_html_page(std::string_view path, std::string_view bytes) {
  if (const std::size_t depth = nesting_estimate(bytes); depth > kNestingMost) {
    return fail(ErrorKind::input, "{}: its elements nest {} deep, expected a page with less than {}", path, depth, kNestingMost);
  }
  GumboOptions options = kGumboDefaultOptions;
  options.max_errors = 0;
  const auto destroy = [&](GumboOutput* output) { gumbo_destroy_output(&options, output); };
  const std::unique_ptr<GumboOutput, decltype(destroy)> page(gumbo_parse_with_options(&options, bytes.data(), bytes.size()), destroy);

  Metadata metadata;
  walk(
      page->root,
      [&](const GumboNode& node) {
        metadata.see(node);
        return true;
      },
      kNothing);
  return HtmlPage{metadata.title(), metadata.publisher(), metadata.day(), article_text(page->root, metadata.title())};
}

}  // namespace corollary::reports
