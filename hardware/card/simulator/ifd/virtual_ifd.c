/* A card reader without hardware: an IFD handler (PC/SC part 3, as pcsc-lite loads it) whose slot is an AF_UNIX socket.
 *
 * The reader file says "DEVICENAME /dev/null:PATH": pcscd wants a device that exists, PATH is where the card host
 * listens. The connection is the cable of the reader: when it breaks the reader is unplugged and connects again.
 *
 * A frame is kind (1 byte), sequence (1 byte), length (2 bytes, big endian), body.
 *   reader to host  'U' power up, 'R' reset, 'T' transmit an APDU: one 'A' answers; 'D' power down: no answer
 *   host to reader  'A' with the sequence of the question: an ATR (empty = mute) or an R-APDU, passed on as it is
 *                   'I' a card is in, 'X' the card is out: sent at any time
 * Every wait is bounded, so a card that never answers cannot hang pcscd. A late answer has an old sequence: dropped. */
#include <ifdhandler.h>
#include <poll.h>
#include <pthread.h>
#include <reader.h>
#include <stdbool.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

enum { READERS = 16 /* PCSCLITE_MAX_READERS_CONTEXTS */, HEADER = 4, BODY = 65535 };
enum { POWER_MS = 2000, TRANSMIT_MS = 5000, RECONNECT_MS = 20, UNPLUGGED_MS = 400 };

typedef struct {
    pthread_mutex_t lock;   /* held for a whole question and answer */
    struct sockaddr_un host_address;
    int host;               /* the connection, -1 while unplugged */
    int wake;               /* eventfd: the polling thread is to come back once */
    bool broken;            /* the host hung up */
    bool card, reported;    /* what the host said last, what pcscd is told */
    unsigned char sequence, atr[MAX_ATR_SIZE], body[BODY];
    size_t atr_length, length;
} Reader;

static Reader readers[READERS];
static Reader *reader_of(DWORD lun) { return &readers[(lun >> 16) % READERS]; }

static long now_ms(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * 1000L + t.tv_nsec / 1000000L;
}

static bool readable(int fd, long wait_ms) {
    return poll(&(struct pollfd){.fd = fd, .events = POLLIN}, 1, wait_ms > 0 ? (int)wait_ms : 0) > 0;
}

static bool receive(Reader *r, unsigned char *to, size_t wanted, long deadline) {
    for (ssize_t n; wanted > 0; to += n, wanted -= (size_t)n) {
        if (!readable(r->host, deadline - now_ms())) return false;
        if ((n = recv(r->host, to, wanted, 0)) <= 0) return r->broken = true, false;
    }
    return true;
}

/* Take one frame: an event changes r->card, a body is left in r->body. Returns the kind, 0 when none came in time. */
static int take_frame(Reader *r, long deadline, unsigned char *sequence) {
    unsigned char h[HEADER];
    if (!receive(r, h, HEADER, deadline)) return 0;
    r->length = (size_t)h[2] << 8 | h[3];
    if (!receive(r, r->body, r->length, deadline)) return r->broken = true, 0; /* half a frame: the rest is noise */
    if (h[0] == 'I' || h[0] == 'X') r->card = h[0] == 'I';
    *sequence = h[1];
    return h[0];
}

static bool say(Reader *r, unsigned char kind, const unsigned char *body, size_t length) {
    unsigned char frame[HEADER + BODY] = {kind, ++r->sequence, (unsigned char)(length >> 8), (unsigned char)length};
    if (r->host < 0 || r->broken || length > BODY) return false;
    if (length) memcpy(frame + HEADER, body, length);
    r->broken = send(r->host, frame, HEADER + length, MSG_NOSIGNAL) != (ssize_t)(HEADER + length);
    return !r->broken;
}

/* Ask the card; the answer is left in r->body. A card that leaves meanwhile ends the wait at once. */
static RESPONSECODE ask(Reader *r, unsigned char kind, const unsigned char *body, size_t length, long wait_ms) {
    if (!r->card || !r->reported || !say(r, kind, body, length)) return IFD_COMMUNICATION_ERROR;
    for (long deadline = now_ms() + wait_ms;;) {
        unsigned char sequence = 0;
        int kind_got = take_frame(r, deadline, &sequence);
        if (kind_got == 0 && !r->broken) return IFD_RESPONSE_TIMEOUT;
        if (r->broken || !r->card) return eventfd_write(r->wake, 1), IFD_COMMUNICATION_ERROR; /* tell the poller */
        if (kind_got == 'A' && sequence == r->sequence) return IFD_SUCCESS;
    }
}

static bool plug(Reader *r) {
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    bool up = fd >= 0 && connect(fd, (struct sockaddr *)&r->host_address, sizeof r->host_address) == 0;
    if (fd >= 0 && !up) close(fd);
    return r->host = up ? fd : -1, up;
}

static void unplug(Reader *r) {
    if (r->host >= 0) close(r->host);
    r->host = -1, r->broken = r->card = r->reported = false;
}

/* Take the next event into what pcscd is told; says whether there was one. */
static bool take_event(Reader *r) {
    if (r->host < 0) return plug(r);
    if (r->card == r->reported && readable(r->host, 0)) take_frame(r, now_ms() + POWER_MS, &(unsigned char){0});
    if (r->broken) unplug(r);
    bool news = r->card != r->reported || r->host < 0;
    r->reported = r->card;
    return news;
}

/* Wait for one event, as on the interrupt pipe of a USB reader. Nobody else takes events, and none but one: pcscd asks
 * for the presence more than once before it comes back here, and must see the card leave even when the next is in. */
static RESPONSECODE wait_for_event(DWORD lun, int timeout_ms) {
    Reader *r = reader_of(lun);
    bool news = false;
    if (r->host < 0) timeout_ms = UNPLUGGED_MS; /* pcscd asks again, and overwrites what a client's reset made of it */
    for (long left, deadline = now_ms() + timeout_ms; !news && (left = deadline - now_ms()) > 0;) {
        pthread_mutex_lock(&r->lock); /* waits until a transmission that is under way has taken its answer */
        news = take_event(r);
        pthread_mutex_unlock(&r->lock);
        struct pollfd p[] = {{.fd = r->wake, .events = POLLIN}, {.fd = r->host, .events = POLLIN}};
        if (!news) poll(p, 2, r->host < 0 ? RECONNECT_MS : (int)left); /* poll passes over a negative descriptor */
        if (p[0].revents) return eventfd_read(r->wake, &(eventfd_t){0}) ? IFD_COMMUNICATION_ERROR : IFD_SUCCESS;
    }
    return IFD_SUCCESS;
}

static RESPONSECODE stop_waiting(DWORD lun) { return eventfd_write(reader_of(lun)->wake, 1); }

RESPONSECODE IFDHCreateChannelByName(DWORD lun, LPSTR device) {
    Reader *r = reader_of(lun);
    const char *colon = strchr(device, ':'), *path = colon ? colon + 1 : device;
    if (strlen(path) >= sizeof r->host_address.sun_path) return IFD_COMMUNICATION_ERROR;
    memset(r, 0, sizeof *r);
    r->host_address.sun_family = AF_UNIX;
    strcpy(r->host_address.sun_path, path);
    pthread_mutex_init(&r->lock, NULL);
    r->host = -1, r->wake = eventfd(0, EFD_CLOEXEC);
    return r->wake >= 0 && plug(r) ? IFD_SUCCESS : IFD_NO_SUCH_DEVICE;
}

RESPONSECODE IFDHCloseChannel(DWORD lun) {
    unplug(reader_of(lun)); /* the polling thread has ended before */
    close(reader_of(lun)->wake);
    return IFD_SUCCESS;
}

RESPONSECODE IFDHICCPresence(DWORD lun) {
    Reader *r = reader_of(lun);
    /* Unplugged is not IFD_NO_SUCH_DEVICE: pcscd would sleep one second on it before it tells its clients. */
    return r->host < 0 ? IFD_COMMUNICATION_ERROR : r->reported ? IFD_ICC_PRESENT : IFD_ICC_NOT_PRESENT;
}

RESPONSECODE IFDHPowerICC(DWORD lun, DWORD action, PUCHAR atr, PDWORD length) {
    Reader *r = reader_of(lun);
    bool down = action == IFD_POWER_DOWN;
    pthread_mutex_lock(&r->lock);
    bool answered = !down && ask(r, action == IFD_RESET ? 'R' : 'U', NULL, 0, POWER_MS) == IFD_SUCCESS;
    if (down) say(r, 'D', NULL, 0);
    size_t n = answered && r->length <= sizeof r->atr ? r->length : 0; /* an ATR that is too long is none */
    memcpy(r->atr, r->body, r->atr_length = n);
    if (atr && length) memcpy(atr, r->atr, *length = n);
    pthread_mutex_unlock(&r->lock);
    return down || n > 0 ? IFD_SUCCESS : IFD_ERROR_POWER_ACTION;
}

RESPONSECODE IFDHTransmitToICC(DWORD lun, SCARD_IO_HEADER send_pci, PUCHAR apdu, DWORD apdu_length, PUCHAR answer,
                               PDWORD answer_length, PSCARD_IO_HEADER receive_pci) {
    Reader *r = reader_of(lun);
    pthread_mutex_lock(&r->lock);
    RESPONSECODE e = ask(r, 'T', apdu, apdu_length, TRANSMIT_MS);
    *answer_length = e != IFD_SUCCESS ? 0 : r->length < *answer_length ? r->length : *answer_length;
    memcpy(answer, r->body, *answer_length);
    pthread_mutex_unlock(&r->lock);
    if (receive_pci) receive_pci->Protocol = send_pci.Protocol;
    return e;
}

RESPONSECODE IFDHGetCapabilities(DWORD lun, DWORD tag, PDWORD length, PUCHAR value) {
    Reader *r = reader_of(lun);
    RESPONSECODE (*waiter)(DWORD, int) = wait_for_event, (*stopper)(DWORD) = stop_waiting;
    switch (tag) {
    case TAG_IFD_SIMULTANEOUS_ACCESS: *length = 1, *value = READERS; return IFD_SUCCESS;
    case TAG_IFD_SLOTS_NUMBER:
    case TAG_IFD_THREAD_SAFE: *length = 1, *value = 1; return IFD_SUCCESS;
    case TAG_IFD_POLLING_THREAD_WITH_TIMEOUT: memcpy(value, &waiter, *length = sizeof waiter); return IFD_SUCCESS;
    case TAG_IFD_STOP_POLLING_THREAD: memcpy(value, &stopper, *length = sizeof stopper); return IFD_SUCCESS;
    case TAG_IFD_ATR: memcpy(value, r->atr, *length = r->atr_length); return IFD_SUCCESS;
    default: *length = 0; return IFD_ERROR_TAG;
    }
}

/* pcscd loads these too; a reader without settings has nothing to do in them. */
RESPONSECODE IFDHCreateChannel(DWORD lun, DWORD channel) { return IFD_NOT_SUPPORTED; }
RESPONSECODE IFDHSetCapabilities(DWORD lun, DWORD tag, DWORD n, PUCHAR value) { return IFD_NOT_SUPPORTED; }
RESPONSECODE IFDHSetProtocolParameters(DWORD lun, DWORD t, UCHAR f, UCHAR a, UCHAR b, UCHAR c) { return IFD_SUCCESS; }
RESPONSECODE IFDHControl(DWORD lun, DWORD code, PUCHAR in, DWORD n, PUCHAR out, DWORD room, LPDWORD got) {
    return *got = 0, IFD_ERROR_NOT_SUPPORTED;
}
