/* What Dragoman uses of ICU, without ICU's headers: those would meet the other version of ICU inside Foundation, and a
   module that imports both does not compile. ICU also renames its functions by macros, which Swift does not import. */
#pragma once
#include <stdint.h>

/* Properties of a code point; any integer is allowed. The numbers are those of ICU's enumerations. */
int32_t cicu_category(int32_t c);        /* UCharCategory */
int32_t cicu_direction(int32_t c);       /* UCharDirection */
int32_t cicu_sentence_break(int32_t c);  /* USentenceBreak */
int32_t cicu_combining_class(int32_t c);
int32_t cicu_digit_value(int32_t c);     /* -1 when it is no digit */
int32_t cicu_fold_case(int32_t c);
int32_t cicu_nfc_quick_check(int32_t c); /* 0 no, 1 yes, 2 perhaps */
int32_t cicu_nfkc_quick_check(int32_t c);

/* Normalisation. The instances belong to ICU and live as long as the process; null when ICU's data is missing. */
struct UNormalizer2;
const struct UNormalizer2 *cicu_nfc(void);
const struct UNormalizer2 *cicu_nfkc(void);

/* Normalises UTF-16 into `target`. Returns the number of units needed, more than `capacity` when it did not fit, or -1. */
int32_t cicu_normalize(
    const struct UNormalizer2 *normalizer, const uint16_t *source, int32_t length, uint16_t *target, int32_t capacity);

/* Charset converters. One is used by one thread at a time and closed by who opened it. */
struct UConverter;
/* Null where ICU knows no charset of this name. */
struct UConverter *cicu_converter_open(const char *name);
void cicu_converter_close(struct UConverter *converter);
/* The name that MIME, or else IANA, gives a charset; null where neither has one. Lives as long as the process. */
const char *cicu_charset_name(const char *name);
/* Decodes bytes into UTF-16; what cannot be decoded becomes U+FFFD or U+001A. `consumed` says how many bytes were taken,
   `offsets` for each unit the byte it began at, or -1 where that came with an earlier call. Units that did not fit come with
   the next call: `overflows` says whether there are any. Returns the number of units, or -1. */
int32_t cicu_converter_decode(
    struct UConverter *converter, const uint8_t *bytes, int32_t length, int32_t *consumed, uint16_t *target,
    int32_t *offsets, int32_t capacity, int32_t is_last, int32_t *overflows);

/* The CLDR's words for dates: a tree of resources for each locale. Null where ICU has none of that name. Who opens one closes it. */
struct UResourceBundle;
struct UResourceBundle *cicu_locale_open(const char *locale);
struct UResourceBundle *cicu_resource(const struct UResourceBundle *bundle, const char *key);
void cicu_resource_close(struct UResourceBundle *bundle);
int32_t cicu_resource_count(const struct UResourceBundle *bundle);
/* UTF-16; null where the child is no string. It lives as long as the process. */
const uint16_t *cicu_resource_string(const struct UResourceBundle *bundle, int32_t index, int32_t *length);
