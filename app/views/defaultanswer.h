#pragma once

#include <QFrame>

class QComboBox;
class QLabel;

namespace whittle::app {

class ErrnoField;
class ProfileDocument;

/// What the profile answers to syscalls that none of its rules names, to be chosen.
class DefaultAnswer final : public QFrame
{
    Q_OBJECT

public:
    explicit DefaultAnswer(ProfileDocument &document, QWidget *parent = nullptr);

private:
    void update();
    void apply();

    ProfileDocument &m_document;
    QComboBox *m_action;
    ErrnoField *m_errno;
    bool m_setting = false;
};

} // namespace whittle::app
