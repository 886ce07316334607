/* The only file of its image: answers every HTTP request on port 8080 with the path that was asked for, one connection at a time. */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static void end(int signal)
{
    (void)signal;
    _exit(0);
}

int main(void)
{
    const int on = 1;
    const struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(8080)};
    const int server = socket(AF_INET, SOCK_STREAM, 0);
    /* As the first process of a container it would not hear of SIGTERM otherwise. */
    signal(SIGTERM, end);
    if (server < 0 || setsockopt(server, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) != 0
        || bind(server, (const struct sockaddr *)&address, sizeof address) != 0 || listen(server, 16) != 0) {
        perror("answer");
        return EXIT_FAILURE;
    }
    for (;;) {
        char request[4096], path[1024] = "", answer[2048];
        const int client = accept(server, NULL, NULL);
        if (client < 0)
            continue;
        const ssize_t length = read(client, request, sizeof request - 1);
        request[length > 0 ? length : 0] = '\0';
        const int known = sscanf(request, "%*s %1023s", path) == 1;
        const int size = snprintf(answer, sizeof answer, "HTTP/1.0 %s\r\nContent-Type: text/plain\r\nContent-Length: %zu\r\nConnection: close\r\n\r\n%s\n",
                                  known ? "200 OK" : "400 Bad Request", strlen(path) + 1, path);
        for (int sent = 0; sent < size;) {
            const ssize_t part = write(client, answer + sent, size - sent);
            if (part <= 0)
                break;
            sent += part;
        }
        close(client);
    }
}
