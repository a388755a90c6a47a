#include <curl/curl.h>
#include <dlfcn.h>
#include <stddef.h>

// libcurl is opened when it is first used. Linked, its two dozen libraries would be loaded at every start of a program
// that seldom speaks to anybody. Swift cannot call variadic functions: one call makes the whole request.

/// What the server answered.
struct rollcall_curl_answer {
    /// HTTP status; 0 if there was no answer.
    long status;
    /// 0, or libcurl's error.
    int error;
    char message[CURL_ERROR_SIZE];
};

static inline size_t rollcall_curl_discard(char *bytes, size_t size, size_t count, void *context) {
    (void)bytes;
    (void)context;
    return size * count;
}

/// Posts a body to http or https. Redirects are not followed: the body is meant for the server that was named.
/// Returns 0, or -1 with the loader's message if there is no libcurl.
static inline int rollcall_curl_post(
    const char *url, const char *const *headers, size_t header_count, const char *body, size_t body_size,
    const char *certificates, long timeout_in_milliseconds, struct rollcall_curl_answer *answer) {
    answer->status = 0;
    answer->error = 0;
    answer->message[0] = 0;
    void *library = dlopen("libcurl.so.4", RTLD_NOW | RTLD_LOCAL);
    if (!library) library = dlopen("libcurl-gnutls.so.4", RTLD_NOW | RTLD_LOCAL);
    if (!library) {
        const char *reason = dlerror();
        for (size_t i = 0; reason && reason[i] && i + 1 < CURL_ERROR_SIZE; i++) {
            answer->message[i] = reason[i];
            answer->message[i + 1] = 0;
        }
        return -1;
    }
    CURL *(*init)(void) = (CURL * (*)(void)) dlsym(library, "curl_easy_init");
    CURLcode (*set)(CURL *, CURLoption, ...) = (CURLcode(*)(CURL *, CURLoption, ...))dlsym(library, "curl_easy_setopt");
    CURLcode (*perform)(CURL *) = (CURLcode(*)(CURL *))dlsym(library, "curl_easy_perform");
    CURLcode (*get)(CURL *, CURLINFO, ...) = (CURLcode(*)(CURL *, CURLINFO, ...))dlsym(library, "curl_easy_getinfo");
    void (*cleanup)(CURL *) = (void (*)(CURL *))dlsym(library, "curl_easy_cleanup");
    struct curl_slist *(*append)(struct curl_slist *, const char *) =
        (struct curl_slist * (*)(struct curl_slist *, const char *)) dlsym(library, "curl_slist_append");
    void (*free_list)(struct curl_slist *) = (void (*)(struct curl_slist *))dlsym(library, "curl_slist_free_all");
    if (!init || !set || !perform || !get || !cleanup || !append || !free_list) return -1;
    CURL *handle = init();
    if (!handle) return -1;
    struct curl_slist *list = NULL;
    for (size_t i = 0; i < header_count; i++) list = append(list, headers[i]);
    set(handle, CURLOPT_URL, url);
    set(handle, CURLOPT_PROTOCOLS, (long)(CURLPROTO_HTTP | CURLPROTO_HTTPS));
    set(handle, CURLOPT_NOSIGNAL, 1L);
    set(handle, CURLOPT_NETRC, (long)CURL_NETRC_IGNORED);
    set(handle, CURLOPT_HTTPHEADER, list);
    set(handle, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)body_size);
    set(handle, CURLOPT_POSTFIELDS, body);
    set(handle, CURLOPT_TIMEOUT_MS, timeout_in_milliseconds);
    set(handle, CURLOPT_ERRORBUFFER, answer->message);
    set(handle, CURLOPT_WRITEFUNCTION, rollcall_curl_discard);
    if (certificates) set(handle, CURLOPT_CAINFO, certificates);
    answer->error = (int)perform(handle);
    get(handle, CURLINFO_RESPONSE_CODE, &answer->status);
    cleanup(handle);
    free_list(list);
    return 0;
}
