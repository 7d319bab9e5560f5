// Debian's libxml2 would include ICU's headers for two fields of a struct that nobody here looks into, and those clash with
// the ICU inside Foundation wherever a file imports both.
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED

#include <libxml/parser.h>
#include <libxml/xmlreader.h>

/// Swallows what libxml2 would print to standard error.
static inline void cxml_silent(void *context, const char *message, ...) {
  (void)context;
  (void)message;
}

static inline void cxml_silent_structured(void *context, xmlErrorPtr error) {
  (void)context;
  (void)error;
}

/// Keeps this thread's libxml2 from printing: its handlers are kept by thread.
static inline void cxml_keep_silent(void) {
  xmlSetGenericErrorFunc(NULL, cxml_silent);
  xmlSetStructuredErrorFunc(NULL, cxml_silent_structured);
}
