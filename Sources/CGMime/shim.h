// What Dragoman uses of GMime 3 and GLib, without their headers: those need flags that the package manager refuses to take from
// pkg-config. A test compiles these declarations against the true ones.
#pragma once
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

typedef struct _GMimeObject GMimeObject;
typedef struct _GMimeMessage GMimeMessage;
typedef struct _GMimeMessagePart GMimeMessagePart;
typedef struct _GMimeMultipart GMimeMultipart;
typedef struct _GMimePart GMimePart;
typedef struct _GMimeStream GMimeStream;
typedef struct _GMimeStreamMem GMimeStreamMem;
typedef struct _GMimeParser GMimeParser;
typedef struct _GMimeParserOptions GMimeParserOptions;
typedef struct _GMimeHeader GMimeHeader;
typedef struct _GMimeHeaderList GMimeHeaderList;
typedef struct _GMimeContentType GMimeContentType;
typedef struct _GMimeDataWrapper GMimeDataWrapper;
typedef struct _InternetAddress InternetAddress;
typedef struct _InternetAddressGroup InternetAddressGroup;
typedef struct _InternetAddressList InternetAddressList;
typedef struct _InternetAddressMailbox InternetAddressMailbox;
typedef struct _GByteArray GByteArray;
typedef struct _GTypeInstance GTypeInstance;

#ifndef __GMIME_H__
struct _GByteArray {
  uint8_t *data;
  unsigned int len;
};
#endif

// GLib
void g_object_unref(void *object);
void g_free(void *memory);
int g_type_check_instance_is_a(GTypeInstance *instance, unsigned long type);

// Streams and the parser
void g_mime_init(void);
GMimeStream *g_mime_stream_mem_new(void);
GMimeStream *g_mime_stream_mem_new_with_buffer(const char *buffer, size_t length);
GByteArray *g_mime_stream_mem_get_byte_array(GMimeStreamMem *stream);
GMimeParser *g_mime_parser_new_with_stream(GMimeStream *stream);
GMimeMessage *g_mime_parser_construct_message(GMimeParser *parser, GMimeParserOptions *options);

// Objects
unsigned long g_mime_multipart_get_type(void);
unsigned long g_mime_message_part_get_type(void);
unsigned long g_mime_part_get_type(void);
GMimeHeaderList *g_mime_object_get_header_list(GMimeObject *object);
GMimeContentType *g_mime_object_get_content_type(GMimeObject *object);
const char *g_mime_object_get_disposition(GMimeObject *object);
const char *g_mime_object_get_content_id(GMimeObject *object);
GMimeObject *g_mime_message_get_mime_part(GMimeMessage *message);
GMimeMessage *g_mime_message_part_get_message(GMimeMessagePart *part);
int g_mime_multipart_get_count(GMimeMultipart *multipart);
GMimeObject *g_mime_multipart_get_part(GMimeMultipart *multipart, int index);
const char *g_mime_part_get_filename(GMimePart *part);
GMimeDataWrapper *g_mime_part_get_content(GMimePart *part);
ssize_t g_mime_data_wrapper_write_to_stream(GMimeDataWrapper *wrapper, GMimeStream *stream);
const char *g_mime_content_type_get_media_type(GMimeContentType *type);
const char *g_mime_content_type_get_media_subtype(GMimeContentType *type);
const char *g_mime_content_type_get_parameter(GMimeContentType *type, const char *name);

// Headers
int g_mime_header_list_get_count(GMimeHeaderList *headers);
GMimeHeader *g_mime_header_list_get_header_at(GMimeHeaderList *headers, int index);
const char *g_mime_header_get_name(GMimeHeader *header);
const char *g_mime_header_get_raw_value(GMimeHeader *header);
char *g_mime_utils_header_decode_text(GMimeParserOptions *options, const char *text);

// Addresses
unsigned long internet_address_mailbox_get_type(void);
unsigned long internet_address_group_get_type(void);
InternetAddressList *internet_address_list_parse(GMimeParserOptions *options, const char *text);
int internet_address_list_length(InternetAddressList *list);
InternetAddress *internet_address_list_get_address(InternetAddressList *list, int index);
const char *internet_address_get_name(InternetAddress *address);
const char *internet_address_mailbox_get_addr(InternetAddressMailbox *mailbox);
InternetAddressList *internet_address_group_get_members(InternetAddressGroup *group);

// Swallows what GLib would print to standard error.
#ifndef __GMIME_H__
typedef void (*CGMimeLog)(const char *domain, int level, const char *message, void *context);
CGMimeLog g_log_set_default_handler(CGMimeLog handler, void *context);

static inline void cgmime_silent(const char *domain, int level, const char *message, void *context) {
  (void)domain;
  (void)level;
  (void)message;
  (void)context;
}

static inline void cgmime_keep_silent(void) { g_log_set_default_handler(cgmime_silent, NULL); }
#endif
