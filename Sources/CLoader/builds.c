#define _GNU_SOURCE
#include "CLoader.h"

#include <elf.h>
#include <link.h>
#include <string.h>

struct listing {
  unsigned char *out;
  size_t room;
  size_t count;
};

static void add(struct listing *list, const void *bytes, size_t count) {
  if (list->count + count <= list->room) memcpy(list->out + list->count, bytes, count);
  list->count += count;
}

/// The description of the note NT_GNU_BUILD_ID within a segment of notes; NULL where there is none.
static const unsigned char *build_identifier(const unsigned char *notes, size_t size, size_t *count) {
  size_t at = 0;
  while (at + sizeof(ElfW(Nhdr)) <= size) {
    ElfW(Nhdr) note;
    memcpy(&note, notes + at, sizeof note);
    size_t name = at + sizeof note;
    size_t description = name + ((note.n_namesz + 3u) & ~(size_t)3);
    if (description > size || note.n_descsz > size - description) return NULL;
    if (note.n_type == NT_GNU_BUILD_ID && note.n_namesz == 4 && memcmp(notes + name, "GNU", 4) == 0) {
      *count = note.n_descsz;
      return notes + description;
    }
    at = description + ((note.n_descsz + 3u) & ~(size_t)3);
  }
  return NULL;
}

static int visit(struct dl_phdr_info *object, size_t size, void *context) {
  (void)size;
  struct listing *list = context;
  // The kernel's own piece tells which kernel runs, and decides nothing.
  if (strncmp(object->dlpi_name, "linux-vdso", 10) == 0) return 0;
  for (int at = 0; at < object->dlpi_phnum; at++) {
    const ElfW(Phdr) *header = &object->dlpi_phdr[at];
    if (header->p_type != PT_NOTE) continue;
    size_t count = 0;
    const unsigned char *found =
      build_identifier((const unsigned char *)(object->dlpi_addr + header->p_vaddr), header->p_memsz, &count);
    if (found != NULL) {
      add(list, found, count);
      add(list, "", 1);
      return 0;
    }
  }
  add(list, object->dlpi_name, strlen(object->dlpi_name) + 1);
  return 0;
}

size_t dragoman_loaded_builds(unsigned char *out, size_t room) {
  struct listing list = {out, room, 0};
  dl_iterate_phdr(visit, &list);
  return list.count;
}
