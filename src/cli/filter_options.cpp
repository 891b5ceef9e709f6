#include "cli/filter_options.h"

#include "cli/options.h"

namespace corollary::cli {

void FilterOptions::add_to(CLI::App& verb) {
  verb.add_option("--from", from, "First day, YYYY-MM-DD");
  verb.add_option("--to", to, "Last day, that day included");
  verb.add_option("--party", parties, "On either side, by code or name (may be repeated: any of them)")->allow_extra_args(false);
  verb.add_option("--actor", actor, "Who acts, by code or name");
  verb.add_option("--recipient", recipient, "Who is acted upon");
  verb.add_option("--type", type, "A PLOVER event type, or STATEMENT");
  verb.add_option("--issue", issues, "About this issue, by its id (may be repeated: any of them)")->allow_extra_args(false);
  verb.add_option("--set", sets, "From this set of the record (may be repeated: any of them)")->allow_extra_args(false);
}

Result<record::Filter> FilterOptions::filter() const {
  record::Filter filter;
  TRY_ASSIGN(filter.first, optional_day("--from", from));
  TRY_ASSIGN(filter.last, optional_day("--to", to));
  if (filter.first && filter.last && *filter.last < *filter.first) {
    return fail(ErrorKind::usage, "--to {} lies before --from {}", filter.last->iso(), filter.first->iso());
  }
  TRY_ASSIGN(filter.type, optional_type(type));
  filter.actor = actor;
  filter.recipient = recipient;
  filter.parties = parties;
  filter.issues = issues;
  filter.sets = sets;
  return filter;
}

}  // namespace corollary::cli
