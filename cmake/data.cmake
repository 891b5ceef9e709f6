# The data that the program carries.
foreach(table parties groups members people bodies titles places issues icews_sectors cameo publishers)
  corollary_embed(corollary_ontology ${table} ${CMAKE_SOURCE_DIR}/src/ontology/data/${table}.tsv)
endforeach()
corollary_embed(corollary_engine chronology ${CMAKE_SOURCE_DIR}/examples/helsinki-2018/chronology.csv)
corollary_embed(corollary_brief page_css ${CMAKE_SOURCE_DIR}/src/brief/page.css)
foreach(table acts concepts confidence cues phrase_words signatures)
  corollary_embed(corollary_coding ${table} ${CMAKE_SOURCE_DIR}/src/coding/data/${table}.tsv)
endforeach()
