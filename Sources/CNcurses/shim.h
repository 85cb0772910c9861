#pragma once
#define NCURSES_WIDECHAR 1
#ifndef _XOPEN_SOURCE_EXTENDED
#define _XOPEN_SOURCE_EXTENDED 1
#endif
#include <fcntl.h>
#include <langinfo.h>
#include <locale.h>
#include <ncurses.h>
#include <stdio.h>
#include <sys/eventfd.h>
#include <term.h>
#include <wchar.h>

// Parts of ncurses that Swift cannot import: macros with casts, and shared mutable variables.
static inline FILE *cn_input(void) { return stdin; }
static inline FILE *cn_stream(int fd) { return fdopen(fd, "w"); }
static inline WINDOW *cn_screen(void) { return stdscr; }
static inline WINDOW *cn_shown(void) { return curscr; }
static inline int cn_columns(void) { return COLS; }
static inline int cn_rows(void) { return LINES; }
static inline int cn_colours(void) { return COLORS; }
static inline int cn_pairs(void) { return COLOR_PAIRS; }
static inline attr_t cn_bold(void) { return A_BOLD; }
static inline attr_t cn_dim(void) { return A_DIM; }
static inline attr_t cn_italic(void) { return A_ITALIC; }
static inline attr_t cn_underline(void) { return A_UNDERLINE; }
static inline attr_t cn_reverse(void) { return A_REVERSE; }
static inline const char *cn_codeset(void) { return nl_langinfo(CODESET); }
static inline int cn_width(wchar_t scalar) {
  extern int wcwidth(wchar_t);
  return wcwidth(scalar);
}

// Colour pairs beyond 32767 fit only into the last argument.
static inline int cn_cell(cchar_t *cell, const wchar_t *text, attr_t attributes, int pair) {
  return setcchar(cell, text, attributes, 0, &pair);
}

// NULL for a capability that is absent or not a string.
static inline const char *cn_capability(const char *name) {
  const char *text = tigetstr((char *)name);
  return text == (const char *)-1 ? NULL : text;
}

static inline int cn_put(int byte) { return putchar(byte); }

// Loads a terminal description without a screen; returns 0 where there is none.
static inline int cn_describe(const char *term, int fd) {
  int problem = 0;
  return setupterm((char *)term, fd, &problem) == OK;
}
static inline void cn_forget_description(void) {
  if (cur_term) del_curterm(cur_term);
}

// Linux system calls that Glibc's module for Swift leaves out. Their descriptors close on exec.
static inline int cn_eventfd(void) { return eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK); }
static inline int cn_eventfd_raise(int fd) { return eventfd_write(fd, 1); }
static inline int cn_eventfd_take(int fd) {
  eventfd_t count = 0;
  return eventfd_read(fd, &count);
}
static inline int cn_memory_file(const char *name) {
  extern int memfd_create(const char *, unsigned int);
  return memfd_create(name, 1);
}
static inline int cn_pipe(int ends[2]) {
  extern int pipe2(int[2], int);
  return pipe2(ends, O_CLOEXEC | O_NONBLOCK);
}
