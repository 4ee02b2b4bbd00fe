// What the new-ticket form shows and holds. Filled by ui/app.
#pragma once

#include <string>
#include <vector>

#include "core/query/customers.h"
#include "ui/views/ticket/ticket_model.h"

namespace firsthand::ui {

struct NewTicketModel {
  std::vector<query::CustomerHit> hits;  // for the state's customer_search
  Refusal refusal;                       // whether the person may open tickets at all
};

struct NewTicketState {
  bool open = false;
  std::string customer_search;
  std::optional<query::CustomerHit> customer;
  std::string subject, text;
  bool subject_composing = false, text_composing = false;
  Channel channel = Channel::phone;
  TicketType type = TicketType::question;
  std::string language;
  bool tried = false;  // missing fields are marked from the first attempt on
};

}  // namespace firsthand::ui
