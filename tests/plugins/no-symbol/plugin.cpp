// A shared library, but no plugin.
extern "C" int taqrir_something_else() { return 0; }
