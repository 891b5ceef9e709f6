# The data that the program carries.
foreach(table parties members people bodies titles places issues icews_sectors cameo)
  corollary_embed(corollary_ontology ${table} ${CMAKE_SOURCE_DIR}/src/ontology/data/${table}.tsv)
endforeach()
