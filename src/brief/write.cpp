#include "brief/write.h"

#include "brief/sections.h"

namespace corollary::brief {

Brief write(const Material& material, const Catalogue& catalogue) {
  Brief brief;
  brief.title = material.title;
  brief.event_day = material.occasion.day;
  brief.as_of = material.as_of;
  brief.yardstick = material.yardstick;
  brief.sources = material.sources;
  brief.rules = rules(material);
  brief.sections = {bottom_line(material, catalogue),   what_happened(material, catalogue),
                    what_each_got(material, catalogue), likely_consequences(material, catalogue),
                    third_parties(material, catalogue), indicators(material, catalogue),
                    sources(material),                  method(material)};
  return brief;
}

}  // namespace corollary::brief
