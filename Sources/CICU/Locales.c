#include "CICU.h"
#include <unicode/ures.h>

UResourceBundle *cicu_locale_open(const char *locale) {
  UErrorCode status = U_ZERO_ERROR;
  /* Direct: what ICU does not have must not become the machine's own locale. */
  UResourceBundle *bundle = ures_openDirect(0, locale, &status);
  if (U_SUCCESS(status)) return bundle;
  ures_close(bundle);
  return 0;
}

UResourceBundle *cicu_resource(const UResourceBundle *bundle, const char *key) {
  UErrorCode status = U_ZERO_ERROR;
  UResourceBundle *child = ures_getByKey(bundle, key, 0, &status);
  if (U_SUCCESS(status)) return child;
  ures_close(child);
  return 0;
}

void cicu_resource_close(UResourceBundle *bundle) { ures_close(bundle); }

int32_t cicu_resource_count(const UResourceBundle *bundle) { return ures_getSize(bundle); }

const uint16_t *cicu_resource_string(const UResourceBundle *bundle, int32_t index, int32_t *length) {
  UErrorCode status = U_ZERO_ERROR;
  const UChar *text = ures_getStringByIndex(bundle, index, length, &status);
  return U_SUCCESS(status) ? text : 0;
}
