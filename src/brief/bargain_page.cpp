#include "brief/bargain_page.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>
#include <vector>

#include "base/strings.h"
#include "brief/bargain_charts.h"
#include "brief/charts.h"
#include "brief/page_head.h"
#include "brief/sentences.h"

namespace corollary::brief {
namespace {

using bargain::Issue;
using bargain::IssueOutcome;
using bargain::Negotiation;

constexpr std::size_t kMostBars = 12;
constexpr std::size_t kMostPaths = 40;      // More lines than that cannot be told apart.
constexpr std::size_t kMostExchanges = 60;

struct Column {
  std::string_view name;
  bool is_number = true;
};

class Page {
 public:
  Page(const Negotiation& negotiation, const Catalogue* catalogue) : negotiation_(negotiation), table_(bargain::stake_table(negotiation.scenario)), catalogue_(catalogue) {}

  std::string written(std::string_view title, std::string_view settings) {
    out_ = page_head(title, "negotiation");
    out_ += format("<header>\n<p class=\"product\">Corollary bargain</p>\n<h1>{}</h1>\n<p class=\"where\">{}</p>\n</header>\n<main id=\"negotiation\">\n",
                   escaped_markup(title), escaped_markup(settings));
    write_oddities();
    for (std::size_t k = 0; k < negotiation_.issues.size(); ++k) write_issue(k);
    write_gains();
    write_institutions();
    write_spatial();
    write_challenges();
    write_exchanges();
    write_differences();
    write_stakes();
    out_ += "</main>\n</body>\n</html>\n";
    return std::move(out_);
  }

 private:
  [[nodiscard]] const Issue& issue(std::size_t k) const { return negotiation_.scenario.issues[k]; }
  [[nodiscard]] std::string actor(const std::string& code) const {
    const Party* const party = catalogue_ == nullptr ? nullptr : catalogue_->party(code);
    return party == nullptr ? code : party->name;
  }

  void heading(std::string_view words) { out_ += format("<h2>{}</h2>\n", escaped_markup(words)); }
  void smaller_heading(std::string_view words) { out_ += format("<h3>{}</h3>\n", escaped_markup(words)); }
  void paragraph(std::string_view words) { out_ += format("<p>{}</p>\n", escaped_markup(words)); }
  void figure(const std::string& svg, std::string_view caption) {
    out_ += format("<figure><div class=\"drawing\" tabindex=\"0\">{}</div><figcaption>{}</figcaption></figure>\n", svg, escaped_markup(caption));
  }
  void begin_table(std::string_view caption, const std::vector<std::string>& columns) {
    out_ += format("<div class=\"drawing\" tabindex=\"0\"><table><caption>{}</caption><thead><tr>", escaped_markup(caption));
    for (const std::string& column : columns) out_ += format("<th scope=\"col\">{}</th>", escaped_markup(column));
    out_ += "</tr></thead><tbody>\n";
  }
  void row(const std::vector<std::string>& cells) {
    out_ += "<tr>";
    for (std::size_t i = 0; i < cells.size(); ++i) {
      out_ += i == 0 ? format("<th scope=\"row\">{}</th>", escaped_markup(cells[i])) : format("<td>{}</td>", escaped_markup(cells[i]));
    }
    out_ += "</tr>\n";
  }
  void end_table() { out_ += "</tbody></table></div>\n"; }

  void write_oddities() {
    if (negotiation_.oddities.empty()) return;
    out_ += "<aside class=\"legend\"><p>Legal, but look again:</p><ul>\n";
    for (const std::string& line : negotiation_.oddities) out_ += format("<li>{}</li>\n", escaped_markup(line));
    out_ += "</ul></aside>\n";
  }

  void write_issue(std::size_t k) {
    const IssueOutcome& outcome = negotiation_.issues[k];
    const bargain::Quantiles& q = outcome.quantiles;
    heading(issue(k).question);
    const std::string as_given = std::abs(q.median - outcome.outcome) < .5 ? "" : format(" ({:.0f} if every number is as given)", outcome.outcome);
    const bool named = issue(k).low != "0" || issue(k).high != "100";
    const std::string scale = named ? format("0 ({}) to 100 ({})", issue(k).low, issue(k).high) : "0 to 100";
    paragraph(format("The {} puts it at {:.0f}{} on a scale from {}. Half of the outcomes lie between {:.0f} and {:.0f}, four fifths between {:.0f} and {:.0f}.",
                     name(negotiation_.main), q.median, as_given, scale, q.low50, q.high50, q.low80, q.high80));
    OutcomeChart chart{"Where it ends", issue(k).low, issue(k).high, issue(k).no_deal, outcome.draws, q, {}};
    for (const bargain::Stake& stake : issue(k).stakes) {
      if (issue(k).stakes.size() <= 12) chart.marks.push_back({actor(stake.actor), stake.position});
    }
    figure(outcome_chart(chart), format("Bars: how often the outcome lies there, over what is not known of the numbers given and of how such issues end.{}",
                                        chart.marks.empty() ? "" : " Below: what the actors want."));
    write_models(k);
    write_tornado(k);
    if (k < negotiation_.indices.size()) {
      SharesChart shares{"What the outcome's uncertainty goes back to", negotiation_.indices[k]};
      constexpr double least = .005;  // Less prints as 0 %.
      std::erase_if(shares.indices, [&](const bargain::SobolIndex& index) { return index.total < least; });
      shares.indices.resize(std::min(shares.indices.size(), kMostBars));
      figure(shares_chart(shares), "Sobol indices, with two standard errors to both sides.");
    }
  }

  void write_models(std::size_t k) {
    begin_table("Each model by itself", {"Model", "Outcome"});
    for (const bargain::ModelOutcome& model : negotiation_.models) {
      std::string note = model.missing.empty() ? "" : "not played: " + model.missing;
      const bargain::Settlement* const settlement = settlement_of(negotiation_.issues[k], model.model);
      if (settlement != nullptr && !settlement->deal) note = "no deal; blocked by " + listed(names(settlement->blocked_by));
      row({std::string(name(model.model)), note.empty() ? format("{:.1f}", model.positions[k]) : note});
    }
    end_table();
  }

  [[nodiscard]] std::vector<std::string> names(const std::vector<std::string>& codes) const {
    std::vector<std::string> all;
    for (const std::string& code : codes) all.push_back(actor(code));
    return all;
  }

  // A bar for each number: where it takes the outcome when it is moved down and up.
  void write_tornado(std::size_t k) {
    const IssueOutcome& outcome = negotiation_.issues[k];
    TornadoChart chart{"What single numbers do to it", outcome.outcome, {}};
    std::map<std::string, std::size_t> bar_of;
    for (const bargain::Shift& shift : outcome.shifts) {
      const std::string label = format("{}: {} {:g}", actor(shift.actor), name(shift.attribute), shift.from);
      if (shift.moved == 0 || (!bar_of.contains(label) && chart.bars.size() == kMostBars)) continue;
      const auto [entry, is_new] = bar_of.try_emplace(label, chart.bars.size());
      if (is_new) chart.bars.push_back({label, outcome.outcome, outcome.outcome, "", ""});
      TornadoChart::Bar& bar = chart.bars[entry->second];
      if (shift.outcome < bar.low) {
        bar.low = shift.outcome;
        bar.low_words = format("{:.3g}", shift.to);
      }
      if (shift.outcome > bar.high) {
        bar.high = shift.outcome;
        bar.high_words = format("{:.3g}", shift.to);
      }
    }
    if (chart.bars.empty()) {
      paragraph("No single number, moved by ten points, a tenth of salience or a tenth of its capability, moves this outcome.");
      return;
    }
    figure(tornado_chart(chart), "Each number moved by itself, by ten points, a tenth of salience, or a tenth of its capability; at the bars, to what it was moved.");
  }

  void write_gains() {
    heading("Who gains");
    paragraph("Worth of the outcome against no deal, 1 − ((x − ideal) / 100)² on each issue, and over all issues weighted by salience. Where nothing is known of no deal, "
              "the far end of the scale stands for it.");
    std::vector<std::string> columns = {"Actor"};
    for (std::size_t k = 0; k < negotiation_.issues.size(); ++k) columns.push_back(issue(k).id);
    columns.emplace_back("all");
    begin_table("Gains against no deal", columns);
    for (std::size_t i = 0; i < table_.actors.size(); ++i) {
      std::vector<std::string> cells = {actor(table_.actors[i])};
      double all = 0;
      for (std::size_t k = 0; k < negotiation_.issues.size(); ++k) {
        const auto& standings = negotiation_.issues[k].standings;
        const auto standing = std::ranges::find(standings, table_.actors[i], &bargain::Standing::actor);
        cells.push_back(standing == standings.end() ? "–" : format("{:+.3f}", standing->gain));
        if (standing != standings.end()) all += table_.salience[table_.at(i, k)] * standing->gain;
      }
      cells.push_back(format("{:+.3f}", all));
      row(cells);
    }
    end_table();
  }

  void write_institutions() {
    if (!negotiation_.has_authority) return;
    heading("Who can do what");
    VetoChart chart{"What institutions let through", {}};
    std::vector<std::string> without;
    for (std::size_t k = 0; k < negotiation_.issues.size(); ++k) {
      if (issue(k).authority.empty()) {
        without.push_back(issue(k).id);
        continue;
      }
      chart.issues.push_back({issue(k).question, issue(k).low, issue(k).high, *issue(k).no_deal, negotiation_.issues[k].reachable,
                              negotiation_.package.wanted[k], negotiation_.alone[k]->reached.front(), negotiation_.package.reached[k]});
    }
    figure(veto_chart(chart), "Reachable: where each issue can be moved when all consent to what leaves them no worse than no deal, the other issues left alone.");
    if (!without.empty()) paragraph(format("Nothing is said of authority over {}.", listed(without)));
    for (std::size_t k = 0; k < negotiation_.issues.size(); ++k) {
      if (negotiation_.alone[k]) write_passage(*negotiation_.alone[k], format("{} by itself", issue(k).id), {issue(k).id});
    }
    std::vector<std::string> ids;
    for (const Issue& one : negotiation_.scenario.issues) ids.push_back(one.id);
    if (ids.size() > 1) write_passage(negotiation_.package, "All issues as a package", ids);
    begin_table("Powers", {"Issue", "Move", "Needs", "Share of the power to decide (Shapley–Shubik)"});
    for (std::size_t k = 0; k < negotiation_.issues.size(); ++k) {
      for (std::size_t p = 0; p < issue(k).authority.size(); ++p) {
        const std::string text = to_text(issue(k).authority[p]);
        const std::size_t colon = text.find(": ");
        row({issue(k).id, text.substr(0, colon), text.substr(colon + 2), power_shares(k, p)});
      }
    }
    end_table();
  }

  // "president 67 %, congress 33 %".
  [[nodiscard]] std::string power_shares(std::size_t k, std::size_t p) const {
    const auto over = std::ranges::find_if(negotiation_.powers, [&](const bargain::PowerOver& one) { return one.issue == k && one.power == p; });
    if (over == negotiation_.powers.end()) return "too many to tell";
    std::vector<std::string> shares;
    for (std::size_t i = 0; i < over->actors.size(); ++i) shares.push_back(format("{} {:.0f} %", actor(over->actors[i]), 100 * over->indices.shapley_shubik[i]));
    return joined(shares, ", ");
  }

  void write_passage(const bargain::Passage& passage, std::string_view heading, const std::vector<std::string>& ids) {
    const bargain::Obstacle& obstacle = passage.obstacle;
    smaller_heading(heading);
    if (obstacle.passes) {
      paragraph("The outcome passes: whoever has to consent does.");
      return;
    }
    if (!obstacle.allowed) {
      paragraph("The outcome is open to nobody: some move is covered by no power, or only by one that opens later than there is time for.");
    } else {
      std::string words = format("The outcome does not pass. {} would be worse off than without a deal.", capitalised(listed(names(obstacle.against))));
      if (!obstacle.vetoes.empty()) words += format(" Nothing passes without {}.", listed(names(obstacle.vetoes)));
      if (!obstacle.coalition.empty()) words += format(" The fewest whose consent would let it through: {}.", listed(names(obstacle.coalition)));
      paragraph(words);
    }
    std::vector<std::string> ends;
    for (std::size_t k = 0; k < passage.reached.size(); ++k) ends.push_back(format("{} at {:.1f} (wanted {:.1f})", ids[k], passage.reached[k], passage.wanted[k]));
    paragraph(format("Nearest that passes: {}.{}", joined(ends, "; "), passage.exact ? "" : " Not every coalition could be tried: there may be a nearer one."));
    if (passage.prices.empty()) return;
    begin_table("What a refusal is worth", {"Actor", "Loses by the outcome", "Gains by refusing", "Costs the others", "Would be bought by"});
    for (const bargain::VetoPrice& price : passage.prices) {
      row({actor(price.actor), format("{:.3f}", price.loss), format("{:+.3f}", price.gained), format("{:+.3f}", price.cost_to_others),
           price.bought_by ? format("{} at {:.1f} in the place of {:.1f}", price.bought_by->issue, price.bought_by->to, price.bought_by->from)
                           : ids.size() == 1 ? "the nearest that passes" : "no move on one issue"});
    }
    end_table();
  }

  [[nodiscard]] static std::string left_out(std::size_t actors) {
    return actors > kMostPaths ? format(" The first {} of {} actors.", kMostPaths, actors) : "";
  }

  void write_spatial() {
    if (!negotiation_.spatial || negotiation_.spatial->states == 0) return;
    const bargain::SpatialRun& run = *negotiation_.spatial;
    heading("Turn by turn: the spatial model");
    paragraph(format("{} after {}.", run.settled ? "It came to rest" : "It was stopped", run.states - 1 == 1 ? "1 turn" : format("{} turns", run.states - 1)));
    for (std::size_t k = 0; k < run.issues; ++k) {
      PathsChart chart{issue(k).question, issue(k).low, issue(k).high, {}};
      for (std::size_t i = 0; i < std::min(run.actors, kMostPaths); ++i) {
        PathsChart::Path path{actor(table_.actors[i]), {}};
        for (std::size_t state = 0; state < run.states; ++state) path.positions.push_back(run.position(state, i, k));
        chart.paths.push_back(std::move(path));
      }
      figure(paths_chart(chart), "Positions at the start and after each turn." + left_out(run.actors));
    }
    if (run.actors > kMostPaths) {
      paragraph(format("Who challenged whom is not drawn for {} actors.", run.actors));
      return;
    }
    OffersChart offers{"Who challenged whom, and who gave way", {}, {}};
    for (const std::string& code : table_.actors) offers.actors.push_back(actor(code));
    std::map<std::pair<std::size_t, std::size_t>, std::size_t> arrow_of;
    for (const bargain::Offer& offer : run.offers) {
      const auto [entry, is_new] = arrow_of.try_emplace({offer.initiator, offer.receiver}, offers.arrows.size());
      if (is_new) offers.arrows.push_back({offer.initiator, offer.receiver, 0, 0});
      offers.arrows[entry->second].offers += 1;
      offers.arrows[entry->second].taken += offer.receiver_takes ? 1 : 0;
    }
    figure(offers_chart(offers), "Arrows from the challenger to the one challenged, over all turns.");
  }

  void write_challenges() {
    const bool any = std::ranges::any_of(negotiation_.challenges, [](const auto& run) { return run.has_value(); });
    if (!any) return;
    heading("Round by round: the challenge model");
    for (std::size_t k = 0; k < negotiation_.challenges.size(); ++k) {
      if (!negotiation_.challenges[k] || negotiation_.challenges[k]->rounds.empty()) continue;
      const bargain::ChallengeRun& run = *negotiation_.challenges[k];
      PathsChart chart{issue(k).question, issue(k).low, issue(k).high, {}};
      std::vector<std::string> actors;  // Those with a stake, as the model has them.
      for (std::size_t i = 0; i < table_.actors.size(); ++i) {
        if (table_.has_stake[table_.at(i, k)]) actors.push_back(actor(table_.actors[i]));
      }
      // The rounds after the last one in which somebody moved show nothing.
      std::size_t rounds = run.rounds.size();
      while (rounds > 1 && run.rounds[rounds - 1].new_position == run.rounds[rounds - 1].position) --rounds;
      for (std::size_t i = 0; i < std::min(actors.size(), kMostPaths); ++i) {
        PathsChart::Path path{actors[i], {}};
        for (std::size_t round = 0; round < rounds; ++round) path.positions.push_back(run.rounds[round].position[i]);
        path.positions.push_back(run.rounds[rounds - 1].new_position[i]);
        chart.paths.push_back(std::move(path));
      }
      figure(paths_chart(chart), format("Positions round by round. Forecast {:.1f}; {:.1f} at the start.{}{}", run.forecast, run.median,
                                        rounds < run.rounds.size() ? " Nobody moves after the last round shown." : "", left_out(actors.size())));
    }
  }

  void write_exchanges() {
    if (!negotiation_.exchange || negotiation_.exchange->exchanges.empty()) return;
    const bargain::ExchangeRun& run = *negotiation_.exchange;
    heading("What could be exchanged");
    begin_table("Exchanges of positions, each with the same gain for both sides",
                {"First", "moves on", "from – to", "Second", "moves on", "from – to", "gain of each", "to the others"});
    for (std::size_t i = 0; i < std::min(run.exchanges.size(), kMostExchanges); ++i) {
      const bargain::Exchange& one = run.exchanges[i];
      double others = 0;
      for (const double externality : one.externalities) others += externality;
      const auto move = [](const bargain::ExchangeMove& m) { return format("{:.0f}\u00A0–\u00A0{:.0f}", m.from, m.to); };
      row({actor(table_.actors[one.first.actor]), table_.issues[one.first.gives], move(one.first), actor(table_.actors[one.second.actor]),
           table_.issues[one.second.gives], move(one.second), format("{:.2f}", one.gain), format("{:+.2f}", others)});
    }
    end_table();
    if (run.exchanges.size() > kMostExchanges) paragraph(format("The first {} of {}.", kMostExchanges, run.exchanges.size()));
    begin_table("What exchanges bring each actor", {"Actor", "its own", "others' that help it", "others' that hurt it"});
    for (std::size_t i = 0; i < run.balances.size(); ++i) {
      row({actor(table_.actors[i]), format("{:+.2f}", run.balances[i].own), format("{:+.2f}", run.balances[i].positive), format("{:+.2f}", run.balances[i].negative)});
    }
    end_table();
  }

  void write_differences() {
    if (negotiation_.differences.empty()) return;
    heading("What if");
    paragraph("Each change in the same worlds as without it, drawn with the same random numbers. The interval holds four fifths of the differences; ± is the standard error of "
              "the mean difference.");
    begin_table("Counterfactuals", {"Change", "Issue", "Median then", "Mean difference", "Four fifths", "Raised, lowered"});
    for (const bargain::Difference& difference : negotiation_.differences) {
      for (std::size_t k = 0; k < difference.issues.size(); ++k) {
        const auto& one = difference.issues[k];
        row({difference.name, issue(k).id, format("{:.1f}", one.then.median), format("{:+.2f} ± {:.2f}", one.difference.mean, one.error),
             format("{:+.1f} to {:+.1f}", one.difference.low80, one.difference.high80), format("{:.0f} %, {:.0f} %", 100 * one.raised, 100 * one.lowered)});
      }
    }
    end_table();
  }

  // 75, or 75 (60 to 90).
  [[nodiscard]] static std::string known(double value, const std::optional<bargain::Spread>& spread) {
    if (!spread) return format("{:g}", value);
    return spread->shape == bargain::Spread::Shape::normal ? format("{:g} (± {:.3g})", value, spread->deviation) : format("{:g} ({:g} to {:g})", value, spread->low, spread->high);
  }

  void write_stakes() {
    heading("What was assumed");
    for (const Issue& one : negotiation_.scenario.issues) {
      begin_table(one.id, {"Actor", "Position", "Salience", "Capability", "Why"});
      for (const bargain::Stake& stake : one.stakes) {
        row({actor(stake.actor), known(stake.position, stake.position_spread), known(stake.salience, stake.salience_spread),
             known(stake.capability, stake.capability_spread), stake.why});
      }
      end_table();
    }
  }

  const Negotiation& negotiation_;
  const bargain::StakeTable table_;  // Of its scenario.
  const Catalogue* catalogue_;
  std::string out_;
};

}  // namespace

std::string bargain_page(const Negotiation& negotiation, const Catalogue* catalogue, std::string_view title, std::string_view settings) {
  return Page(negotiation, catalogue).written(title, settings);
}

}  // namespace corollary::brief
